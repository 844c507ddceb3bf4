"""Sessions, forms, headers, rate limits and logs: what protects people's answers on the web."""
