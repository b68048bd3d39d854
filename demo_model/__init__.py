"""The demonstration model: what it is trained on, how it is trained, packed and evaluated.

Nothing here belongs to the installed packages; `pip install '.[demo]'` brings what training needs.
"""
