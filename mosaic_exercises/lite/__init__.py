"""The workbook as a site of files alone: JupyterLite with the course, whose Python runs in the learner's browser."""
