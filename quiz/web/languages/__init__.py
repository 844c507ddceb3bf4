"""The language of pages, pictures and PDFs: what there is, which one a request has, and the switch."""
