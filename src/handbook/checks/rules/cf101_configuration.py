"""CF101 to CF113 configuration. What: mkdocs.yml is not YAML or is missing (CF101); a setting is missing or of the
wrong shape (CF102); an entry of nav has no shape that MkDocs knows (CF103); a setting would run code (CF104); a
folder lies outside the project (CF105); a plugin is not listed (CF106); a language is wrong, double or missing
(CF107); the source language is not among them (CF108); the parts are no list of folders with a name (CF109); the
plugin names a language that is not listed (CF110); the months between checks of the law are no number (CF111);
another setting of the handbook has a value it cannot have (CF112); who answers for pages and languages names no team,
no translated language or no handle (CF113).

Why: site, book and catalogues all read this one file; nothing can be built while it contradicts itself. Instead:
correct the line; the README shows the settings.
"""
