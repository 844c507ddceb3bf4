"""The language of pages, pictures and PDFs: the content in each one, and which one a request has."""
