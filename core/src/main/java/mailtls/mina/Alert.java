package mailtls.mina;

import java.nio.ByteBuffer;

/** A fatal alert that we send ourselves, in clear, because the engine has none to send (RFC 8446 sections 5.1 and 6.2). */
enum Alert {
    /** What came is not TLS. */
    UNEXPECTED_MESSAGE(10),
    /** RFC 7301 section 3.2. */
    NO_APPLICATION_PROTOCOL(120);

    private static final byte[] HEADER = {21, 3, 3, 0, 2};
    private static final byte FATAL = 2;

    private final byte description;

    Alert(int description) {
        this.description = (byte) description;
    }

    /** Returns it as a record. */
    ByteBuffer record() {
        return ByteBuffer.allocate(HEADER.length + 2)
                .put(HEADER)
                .put(FATAL)
                .put(description)
                .flip();
    }
}
