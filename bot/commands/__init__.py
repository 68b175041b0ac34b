"""The commands of `copydesk`, a module a subject; heavy libraries are imported when used."""
