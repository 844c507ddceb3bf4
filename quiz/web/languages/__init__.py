"""The languages of pages, pictures and PDFs: the content in each, which one a request has, and what to translate."""
