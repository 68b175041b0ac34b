"""The store: SQLAlchemy Core tables, migrations, and one repository module a subject."""
