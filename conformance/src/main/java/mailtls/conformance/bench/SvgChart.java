package mailtls.conformance.bench;

/** A drawing that has its place in a larger one. */
interface SvgChart {

    /** The height of a row with a server's name in it. */
    int ROW = 26;

    /** The height of a heading. */
    int HEADING = 28;

    /** Where bars begin: the names stand before it. */
    int NAMES = 170;

    /** The room for a figure behind the longest bar. */
    int FIGURE = 190;

    /** Returns how high it is. */
    int height();

    /** Draws it. */
    void draw(Svg svg, int x, int y, int width);
}
