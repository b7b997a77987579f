"""No word of the field: time, services, forms, pages, jobs, documents, drafts."""
