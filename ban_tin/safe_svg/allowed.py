"""What may stand in a drawing. Everything that is not named here is refused, or dropped where nobody would see it."""

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
#: Elements of these are shown or run by browsers, wherever they stand in a drawing. All other namespaces are a drawing
#: program's own notes (Inkscape, Illustrator, RDF), which browsers pass over.
LIVE_NAMESPACES = {"", SVG, "http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML"}

ELEMENTS = frozenset(
    {
        "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
        "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "filter", "feBlend", "feColorMatrix",
        "feComposite", "feFlood", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology",
        "feOffset",
    }
)  # fmt: skip
#: Text that nobody sees; dropped with what is in it, as long as that is not alive.
UNSEEN = frozenset({"title", "desc", "metadata"})
#: Elements whose text is shown.
TEXTS = frozenset({"text", "tspan"})
#: Elements that may refer to another one of the drawing.
REFERRING = frozenset({"use", "linearGradient", "radialGradient", "pattern"})

#: Properties that are attributes too: a page's policy allows no style sheet in it, so styles become attributes.
PROPERTIES = frozenset(
    {
        "alignment-baseline", "baseline-shift", "clip-path", "clip-rule", "color", "color-interpolation",
        "color-interpolation-filters", "color-rendering", "direction", "display", "dominant-baseline", "fill", "fill-opacity", "fill-rule", "filter",
        "flood-color", "flood-opacity", "font-family", "font-size", "font-stretch", "font-style", "font-variant", "font-weight",
        "image-rendering", "letter-spacing", "marker-end", "marker-mid", "marker-start", "mask", "mask-type", "opacity", "overflow",
        "paint-order", "shape-rendering", "stop-color", "stop-opacity", "stroke", "stroke-dasharray", "stroke-dashoffset",
        "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor",
        "text-decoration", "text-rendering", "unicode-bidi", "vector-effect", "visibility", "word-spacing", "writing-mode",
    }
)  # fmt: skip
ATTRIBUTES = PROPERTIES | {
    "aria-hidden", "aria-label", "clipPathUnits", "cx", "cy", "d", "dx", "dy", "filterUnits", "focusable", "fr", "fx", "fy",
    "gradientTransform", "gradientUnits", "height", "id", "in", "in2", "k1", "k2", "k3", "k4", "lengthAdjust", "markerHeight",
    "markerUnits", "markerWidth", "maskContentUnits", "maskUnits", "mode", "offset", "operator", "orient", "pathLength",
    "patternContentUnits", "patternTransform", "patternUnits", "points", "preserveAspectRatio", "primitiveUnits", "r", "radius", "refX",
    "refY", "result", "role", "rotate", "rx", "ry", "spreadMethod", "stdDeviation", "textLength", "transform", "type", "values",
    "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2",
}  # fmt: skip
#: Attributes that say nothing to today's browsers, and stand in the files of many programs.
IDLE = frozenset(
    {
        "baseProfile", "contentScriptType", "contentStyleType", "enable-background", "externalResourcesRequired", "lang",
        "version", "zoomAndPan",
    }
)  # fmt: skip
#: What a value may call, beside ``url(#…)``.
FUNCTIONS = frozenset({"rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewx", "skewy"})
