package mailtls.conformance.mitm;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import mailtls.wire.Ascii;

/** One of the two that are joined, and what comes from it and goes to it: lines in clear, later chunks of octets, or lines over TLS. */
final class End implements AutoCloseable {

    /** The most octets that are taken at once. */
    static final int CHUNK = 1 << 14;

    private static final int HANDSHAKE_RECORD = 22;
    private static final int RECORD_HEADER = 5;
    private static final String CRLF = "\r\n";

    private final String name;
    private final Socket raw;
    private final Silence silence;
    private final int longestLine;
    private Socket socket;
    private InputStream in;
    private volatile long octets;

    /**
     * Makes one.
     *
     * @param name who it is, in words
     * @param longestLine in octets
     */
    End(String name, Socket raw, Silence silence, int longestLine) throws IOException {
        this.name = name;
        this.raw = raw;
        this.silence = silence;
        this.longestLine = longestLine;
        socket = raw;
        raw.setTcpNoDelay(true);
        in = new BufferedInputStream(raw.getInputStream(), CHUNK);
    }

    /** Returns how many octets have come from it. */
    long octets() {
        return octets;
    }

    /** Returns whether the next octet is the first of a handshake. Waits for it. */
    boolean beginsTls() throws IOException {
        in.mark(1);
        int octet = octet();
        in.reset();
        return octet == HANDSHAKE_RECORD;
    }

    /**
     * Returns the next line, without its end; nothing if there is none. What stands behind the last line end is no line.
     *
     * @throws EOFException if it is too long
     */
    Optional<String> line() throws IOException {
        var line = new StringBuilder();
        for (int octet = octet(); octet != '\n'; octet = octet()) {
            if (octet < 0) {
                return Optional.empty();
            }
            if (line.length() == longestLine) {
                throw new EOFException(name + " says a line of more than " + longestLine + " octets");
            }
            line.append((char) octet);
        }
        octets += line.length() + 1;
        int end = line.length() - 1;
        return Optional.of(end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString());
    }

    /** Returns what comes next, in one piece; nothing if there is no more. */
    byte[] chunk() throws IOException {
        byte[] chunk = new byte[CHUNK];
        int count = in.read(chunk);
        silence.isBroken();
        octets += Math.max(0, count);
        return Arrays.copyOf(chunk, Math.max(0, count));
    }

    private int octet() throws IOException {
        int octet = in.read();
        silence.isBroken();
        return octet;
    }

    /** Says lines, in one segment; nothing if there are none. */
    void say(List<String> lines) throws IOException {
        if (!lines.isEmpty()) {
            write(Ascii.octets(String.join(CRLF, lines) + CRLF));
        }
    }

    void write(byte[] said) throws IOException {
        socket.getOutputStream().write(said);
        socket.getOutputStream().flush();
    }

    /** Has no more to say to it. */
    void shut() throws IOException {
        socket.shutdownOutput();
    }

    /** Returns a record of TLS, one character for each octet; part of one if there is no more. */
    String record() throws IOException {
        byte[] header = in.readNBytes(RECORD_HEADER);
        int length = header.length < RECORD_HEADER ? 0 : (header[3] & 0xFF) << 8 | header[4] & 0xFF;
        return Ascii.text(header) + Ascii.text(in.readNBytes(length));
    }

    /** Waits so long for an octet, and returns it; -1 if it has gone, nothing if it says nothing. */
    Optional<Integer> octetWithin(Duration time) throws IOException {
        try {
            raw.setSoTimeout((int) Math.max(1, time.toMillis()));
            return Optional.of(in.read());
        } catch (SocketTimeoutException silent) {
            return Optional.empty();
        }
    }

    /** Does a handshake with it as a server does, whatever it has begun to say of it. */
    void accept(SSLContext context) throws IOException {
        byte[] arrived = in.readNBytes(in.available());
        shake((SSLSocket) context.getSocketFactory().createSocket(raw, new ByteArrayInputStream(arrived), true));
    }

    /** Does a handshake with it as a client does. */
    void join(SSLContext context, String host) throws IOException {
        shake((SSLSocket) context.getSocketFactory().createSocket(raw, host, raw.getPort(), true));
    }

    private void shake(SSLSocket tls) throws IOException {
        tls.startHandshake();
        socket = tls;
        in = new BufferedInputStream(tls.getInputStream(), CHUNK);
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
