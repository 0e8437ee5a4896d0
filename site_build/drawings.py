from markupsafe import Markup


def style_map(styles):
    return Markup("")
