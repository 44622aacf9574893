package mailtls.conformance.mitm;

/**
 * Something that somebody on the way has seen or done. Passwords are dots in it.
 *
 * @param connection which connection it was, counted from 1
 * @param kind what it is
 * @param words it, in one line
 */
record Seen(int connection, Kind kind, String words) {

    /** What is printed in place of a password. */
    static final String DOTS = "••••••";

    private static final int WIDTH = 200;

    /** What it is. */
    enum Kind {
        /** The client said it. */
        CLIENT('C'),
        /** The server said it. */
        SERVER('S'),
        /** Whoever is between them did it. */
        MIDDLE('M'),
        /** The client did what only whoever has fallen does. */
        FALL('!'),
        /** The connection has come, has gone, or has come over to TLS. */
        COURSE('-');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }
    }

    Seen {
        // What somebody says must not move the cursor of whoever reads it.
        String printable = words.replaceAll("[^ -~" + DOTS + "]", "?");
        words = printable.length() > WIDTH
                ? printable.substring(0, WIDTH) + " ... (" + printable.length() + " characters)"
                : printable;
    }

    /** Returns the line that is printed: {@code #1 C a1 CAPABILITY}. */
    @Override
    public String toString() {
        return "#%d %c %s".formatted(connection, kind.sign, words);
    }
}
