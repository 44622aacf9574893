package mailtls.conformance.mitm;

import java.io.ByteArrayOutputStream;
import mailtls.wire.Ascii;

/**
 * Counts the records of TLS that go by in one direction (RFC 8446 section 5.1), and keeps none of them but the first, at most 16 KiB.
 */
final class RecordCount {

    private static final int HEADER = 5;
    private static final int APPLICATION_DATA = 23;

    /** The longest record that says nothing: an alert of TLS 1.3 is sealed, its type with it, and looks like application data. */
    private static final int ALERT = 2 + 1 + 16;

    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private final int[] header = new int[HEADER];
    private int inHeader;
    private int left;
    private int records;
    private int talk;

    /** Takes what goes by. */
    void take(byte[] octets) {
        for (byte octet : octets) {
            take(octet & 0xFF);
        }
    }

    private void take(int octet) {
        if (left > 0) {
            left--;
            if (records == 1 && first.size() < End.CHUNK) {
                first.write(octet);
            }
            return;
        }
        header[inHeader++] = octet;
        if (inHeader == HEADER) {
            inHeader = 0;
            left = header[3] << 8 | header[4];
            records++;
            talk += header[0] == APPLICATION_DATA && left > ALERT ? 1 : 0;
        }
    }

    /** Returns how many records there were of application data, or of what looks like it. */
    int talk() {
        return talk;
    }

    /** Returns what is in the first record. */
    String first() {
        return Ascii.text(first.toByteArray());
    }
}
