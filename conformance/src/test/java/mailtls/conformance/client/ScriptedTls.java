package mailtls.conformance.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** TLS of a scripted client: looks at certificates itself, so that it can do so wrongly. */
final class ScriptedTls implements X509TrustManager {

    private static final int DNS = 2;
    private static final int URI = 6;

    private final Flaw flaw;
    private final String host;
    private final X509Certificate authority;
    private final X509TrustManager pkix;

    ScriptedTls(Flaw flaw, Invitation invitation) throws IOException {
        this.flaw = flaw;
        this.host = invitation.host();
        try (InputStream file = Files.newInputStream(invitation.authority())) {
            authority =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", authority);
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            pkix = (X509TrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Does the handshake over what is there. */
    SSLSocket over(Socket socket, int port) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, false);
            tls.startHandshake();
            return tls;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        if (flaw == Flaw.CHECKS_NO_CERTIFICATE) {
            return;
        }
        checkPath(chain, type);
        if (flaw != Flaw.CHECKS_NO_NAME && names(chain[0]).noneMatch(host::equals)) {
            throw new CertificateException("it is for somebody else");
        }
    }

    private void checkPath(X509Certificate[] chain, String type) throws CertificateException {
        boolean onlyTheSignature = flaw == Flaw.TAKES_EXPIRED_ONES || flaw == Flaw.TAKES_ONES_OF_CLIENTS;
        if (!onlyTheSignature && flaw != Flaw.TAKES_ANY_SIGNER) {
            pkix.checkServerTrusted(chain, type);
            return;
        }
        if (flaw == Flaw.TAKES_ANY_SIGNER && chain.length > 1) {
            verify(chain[0], chain[1]);
            verify(chain[1], authority);
        } else {
            verify(chain[0], authority);
        }
    }

    private static void verify(X509Certificate certificate, X509Certificate signer) throws CertificateException {
        try {
            certificate.verify(signer.getPublicKey());
        } catch (GeneralSecurityException wrong) {
            throw new CertificateException(wrong);
        }
    }

    private Stream<String> names(X509Certificate certificate) throws CertificateException {
        Stream<String> names = Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                .flatMap(all -> all.stream())
                .filter(name -> name.get(0).equals(DNS) || name.get(0).equals(URI) && flaw == Flaw.LOOKS_AT_URIS)
                .map(name -> (String) name.get(1));
        return switch (flaw) {
            case LOOKS_AT_THE_CN ->
                Stream.concat(
                        names,
                        Stream.of(
                                certificate.getSubjectX500Principal().getName().replaceFirst("^CN=", "")));
            case LOOKS_AT_URIS -> names.map(name -> name.replaceFirst("^imap://", ""));
            case TAKES_STARS_ANYWHERE -> names.map(name -> host.matches(name.replace("*", ".*")) ? host : name);
            case ENDS_NAMES_AT_NUL -> names.map(name -> name.replaceFirst("\0.*", ""));
            default -> names;
        };
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    /** A socket that hands on only what looks like TLS, in either direction as a flaw has it. */
    static final class Lenient extends Socket {
        private final Socket socket;
        private final Flaw flaw;

        Lenient(Socket socket, Flaw flaw) {
            this.socket = socket;
            this.flaw = flaw;
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return flaw == Flaw.TAKES_CLEARTEXT_BETWEEN_RECORDS
                    ? new OnlyRecords(socket.getInputStream())
                    : socket.getInputStream();
        }

        @Override
        public java.io.OutputStream getOutputStream() throws IOException {
            return flaw == Flaw.TAKES_OLD_VERSIONS ? new NoAlerts(socket.getOutputStream()) : socket.getOutputStream();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Leaves lines of text out. */
    private static final class OnlyRecords extends InputStream {
        private final InputStream in;
        private InputStream record = new ByteArrayInputStream(new byte[0]);

        OnlyRecords(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int octet = record.read();
            while (octet < 0) {
                int type = in.read();
                if (type < 0) {
                    return type;
                }
                if (type < 20 || type > 23) {
                    skipLine(type);
                    continue;
                }
                byte[] rest = in.readNBytes(4);
                byte[] body = in.readNBytes((rest[2] & 0xFF) << 8 | rest[3] & 0xFF);
                record = new SequenceInputStream(java.util.Collections.enumeration(List.of(
                        new ByteArrayInputStream(new byte[] {(byte) type}),
                        new ByteArrayInputStream(rest),
                        new ByteArrayInputStream(body))));
                octet = record.read();
            }
            return octet;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int octet = read();
            if (octet < 0) {
                return octet;
            }
            into[offset] = (byte) octet;
            return 1;
        }

        private void skipLine(int first) throws IOException {
            int octet = first;
            while (octet >= 0 && octet != '\n') {
                octet = in.read();
            }
        }
    }

    /** Keeps alerts for itself. */
    private static final class NoAlerts extends java.io.OutputStream {
        private final java.io.OutputStream out;

        NoAlerts(java.io.OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            out.write(octet);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            if (octets[offset] != 21) {
                out.write(octets, offset, length);
            }
        }
    }
}
