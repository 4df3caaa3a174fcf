"""What answers each address of the workbench: reads through access, fills a page."""
