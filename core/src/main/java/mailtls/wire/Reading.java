package mailtls.wire;

/** What is to be read next: a line, a line of mail, or a counted run of octets that is kept or thrown away. */
public sealed interface Reading {

    /**
     * A line, ended by CRLF.
     *
     * @param longest how many octets it may have without its CRLF; a longer one is a {@link Violation}
     */
    record OfLine(int longest) implements Reading {
        public OfLine {
            atLeast(1, longest);
        }
    }

    /**
     * A line of mail that somebody else keeps, ended by CRLF and by nothing else. A CR or an LF that stands alone, and NUL, are
     * what the mail holds (RFC 5322 section 4): they end neither the line nor the text. It is handed out as {@link Octets}
     * without its CRLF. For reading only: what is taken in to be sent on is an {@link OfLine}.
     *
     * @param longest how many octets it may have without its CRLF; a longer one is a {@link Violation}
     */
    record OfContent(int longest) implements Reading {
        public OfContent {
            atLeast(1, longest);
        }
    }

    /**
     * A counted run of octets, kept.
     *
     * @param count how many; the asker has checked it against a limit, since so many are held in memory
     */
    record OfOctets(int count) implements Reading {
        public OfOctets {
            atLeast(0, count);
        }
    }

    /**
     * A counted run of octets, thrown away as they come: a literal or a chunk that was refused must still be read to its
     * end, or its octets become commands.
     *
     * @param count how many
     */
    record Skip(long count) implements Reading {
        public Skip {
            atLeast(0, count);
        }
    }

    private static void atLeast(int least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(value + " is less than " + least);
        }
    }
}
