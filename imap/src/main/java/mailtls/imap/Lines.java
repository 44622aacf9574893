package mailtls.imap;

/** Lines of mail, found in place. They end in CRLF; a bare LF is put up with. */
final class Lines {

    private Lines() {}

    /** Returns where the next line begins. */
    static int next(byte[] content, int line, int to) {
        int i = line;
        while (i < to && content[i] != '\n') {
            i++;
        }
        return Math.min(i + 1, to);
    }

    /** Returns whether there is nothing in a line but its end. */
    static boolean isEmpty(byte[] content, int line, int next) {
        return endOfText(content, line, next) == line;
    }

    /** Returns where a line's text ends and its end of line begins. */
    static int endOfText(byte[] content, int line, int next) {
        int end = next;
        if (end > line && content[end - 1] == '\n') {
            end--;
            if (end > line && content[end - 1] == '\r') {
                end--;
            }
        }
        return end;
    }

    /** Returns how many lines there are. */
    static int count(byte[] content, int from, int to) {
        int count = 0;
        for (int line = from; line < to; line = next(content, line, to)) {
            count++;
        }
        return count;
    }
}
