package mailtls.conformance.suite.mutants;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** Somebody's socket, for Java's TLS to stand on: whatever becomes of TLS, it is still open, and one may go on in clear. */
final class Borrowed extends Socket {

    private final Socket lender;

    Borrowed(Socket lender) {
        this.lender = lender;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(lender.getInputStream()) {
            @Override
            public void close() {
                // Not ours to end.
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(lender.getOutputStream()) {
            @Override
            public void write(byte[] octets, int offset, int count) throws IOException {
                out.write(octets, offset, count); // at once, and not one by one
            }

            @Override
            public void close() {
                // Not ours to end.
            }
        };
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public InetAddress getInetAddress() {
        return lender.getInetAddress();
    }

    @Override
    public int getPort() {
        return lender.getPort();
    }

    @Override
    public void shutdownInput() {
        // Not ours to end.
    }

    @Override
    public void shutdownOutput() {
        // Not ours to end.
    }

    @Override
    public void close() {
        // Not ours to end.
    }
}
