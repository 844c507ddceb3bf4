"""Converts SVG pictures to PNG with Typst."""

import typst

PAGE = """
#set page(width: 1pt * {side}, height: 1pt * {side}, margin: 0pt, fill: rgb(sys.inputs.background))
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "contain")
"""


def svg_to_png(svg: str, side: int, background: str) -> bytes | None:
    """Return an SVG file as a square PNG file, `side` pixels wide; `None` if Typst cannot draw it.

    `background` is a color such as #ffffff, behind transparent parts and the margins of a picture that is not square.
    """
    page = PAGE.replace("{side}", str(side)).encode()
    inputs = {"svg": svg, "background": background}
    try:
        png = typst.compile(page, format="png", ppi=72, sys_inputs=inputs)
    except typst.TypstError:
        return None
    if not isinstance(png, bytes):
        raise TypeError("Typst returned more than one file.")
    return png
