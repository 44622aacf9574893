package mailtls.conformance.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A client that speaks lines, by the JDK's own sockets; it trusts one authority and compares the host name. */
final class TlsClient implements AutoCloseable {

    private static final int PATIENCE = 20_000;

    private final SSLContext context;
    private Socket socket;
    private BufferedReader in;

    private TlsClient(SSLContext context, Socket socket) throws IOException {
        this.context = context;
        this.socket = socket;
        socket.setSoTimeout(PATIENCE);
        this.in = reader();
    }

    /** Connects without TLS. */
    static TlsClient inClear(InetSocketAddress address, Path authority) throws Exception {
        return new TlsClient(trusting(authority), new Socket(address.getAddress(), address.getPort()));
    }

    /** Connects with TLS from the first octet. */
    static TlsClient implicit(InetSocketAddress address, Path authority) throws Exception {
        TlsClient client = inClear(address, authority);
        client.shakeHands();
        return client;
    }

    /** Goes on over TLS. */
    void shakeHands() throws IOException {
        var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        socket = secured;
        in = reader();
    }

    /** Sends a line. */
    TlsClient say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads up to a line that begins so; it has to come. */
    String hear(String beginning) throws IOException {
        var heard = new StringBuilder();
        String line = in.readLine();
        while (line != null && !line.startsWith(beginning)) {
            heard.append(line).append('\n');
            line = in.readLine();
        }
        assertNotNull(line, "it ended after " + heard);
        return line;
    }

    /** Reads a line; it has to begin so. */
    String hearAtOnce(String beginning) throws IOException {
        String line = in.readLine();
        assertTrue(line != null && line.startsWith(beginning), String.valueOf(line));
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private BufferedReader reader() throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    }

    private static SSLContext trusting(Path authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", Pem.certificates(authority).get(0));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
