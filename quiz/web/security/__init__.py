"""Sessions, forms, headers and limits: what protects people's answers on the web."""
