package mailtls.conformance.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.IDN;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import mailtls.wire.Ascii;

/** TLS of a scripted client: looks at certificates itself, so that it can do so wrongly. */
final class ScriptedTls implements X509TrustManager {

    private static final int DNS = 2;
    private static final int URI = 6;

    private static final int ADDRESS = 7;
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";

    /** Flaws that are in what lies under TLS. */
    private static final Set<Flaw> LENIENT = Set.of(
            Flaw.TAKES_CLEARTEXT_BETWEEN_RECORDS,
            Flaw.TAKES_CLEARTEXT_BEFORE_RECORDS_FOR_ANSWERS,
            Flaw.TAKES_OLD_VERSIONS,
            Flaw.DROPS_THE_REST_OF_A_SEGMENT,
            Flaw.KNOWS_NO_KEY_UPDATE,
            Flaw.HANGS_AT_A_HELLO_REQUEST);

    /** The certificates that were refused in earlier starts, by the flaw and the user. */
    private static final Map<String, X509Certificate> REFUSED = new ConcurrentHashMap<>();

    private final Flaw flaw;
    private final String host;
    private final String user;
    private final X509Certificate authority;
    private final X509TrustManager pkix;
    private final StringBuilder cleartext = new StringBuilder();

    ScriptedTls(Flaw flaw, Invitation invitation) throws IOException {
        this.flaw = flaw;
        this.host = invitation.host();
        this.user = invitation.user();
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
            var lenient = new Lenient(socket, flaw, cleartext);
            SSLSocket tls = (SSLSocket) context.getSocketFactory()
                    .createSocket(LENIENT.contains(flaw) ? lenient : socket, host, port, false);
            tls.startHandshake();
            lenient.handshakeIsDone();
            return tls;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the lines that stood before and between the records of the handshake, where a flaw leaves them out. */
    String cleartext() {
        return cleartext.toString();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        if (flaw == Flaw.CHECKS_NO_CERTIFICATE) {
            return;
        }
        try {
            checkPath(chain, type);
            checkName(chain[0]);
        } catch (CertificateException refused) {
            Optional<X509Certificate> before = Optional.ofNullable(REFUSED.put(flaw + user, chain[0]));
            boolean isTaken = flaw == Flaw.TAKES_ANY_CERTIFICATE_THE_SECOND_TIME && before.isPresent()
                    || flaw == Flaw.TAKES_A_CERTIFICATE_THE_SECOND_TIME
                            && before.filter(chain[0]::equals).isPresent();
            if (!isTaken) {
                throw refused;
            }
        }
    }

    private void checkName(X509Certificate certificate) throws CertificateException {
        if (flaw != Flaw.CHECKS_NO_NAME && names(certificate).noneMatch(this::isHost)) {
            throw new CertificateException("it is for somebody else");
        }
    }

    private boolean isHost(String name) {
        String wild = "*" + host.substring(Math.max(0, host.indexOf('.')));
        return switch (flaw) {
            case COMPARES_LETTERS_OF_NAMES -> name.equals(host);
            case TAKES_NAMES_THAT_BEGIN_ALIKE -> Ascii.lower(name).startsWith(host);
            case KNOWS_NO_STARS -> name.equalsIgnoreCase(host);
            default -> Ascii.lower(name).equals(host) || name.equals(wild);
        };
    }

    private void checkPath(X509Certificate[] chain, String type) throws CertificateException {
        boolean onlyTheSignature = flaw == Flaw.TAKES_EXPIRED_ONES || flaw == Flaw.TAKES_ONES_OF_CLIENTS;
        boolean anySigner = flaw == Flaw.TAKES_ANY_SIGNER
                || flaw == Flaw.IGNORES_NAME_CONSTRAINTS && chain.length > 1 && chain[1].getBasicConstraints() >= 0;
        if (!onlyTheSignature && !anySigner) {
            pkix.checkServerTrusted(chain, type);
            return;
        }
        if (anySigner && chain.length > 1) {
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
            case TAKES_A_STAR_FOR_NOTHING -> names.map(name -> name.replaceFirst("^\\*\\.", ""));
            case TAKES_A_STAR_FOR_MANY_LABELS -> names.map(name -> host.matches(wild(name, ".*")) ? host : name);
            case TAKES_STARS_FOR_ANY_LABEL -> names.map(name -> host.matches(wild(name, "[^.]*")) ? host : name);
            case MAPS_NAMES -> names.map(name -> octets(certificate).contains(fullWidth()) ? host : name);
            case LOOKS_AT_SRV_IDS ->
                Stream.concat(names, octets(certificate).contains("_imaps." + host) ? Stream.of(host) : Stream.of());
            case LOOKS_AT_THE_ADDRESS ->
                certificate.getSubjectAlternativeNames().stream()
                        .map(name -> name.get(0).equals(ADDRESS) ? host : String.valueOf(name.get(1)));
            default -> names;
        };
    }

    /** A star that is a whole label, as a regular expression. */
    private static String wild(String name, String star) {
        return name.replaceAll("(^|\\.)\\*(?=\\.)", "$1" + star);
    }

    /** What stands in the extension, which Java does not show where it is not ASCII. */
    private static String octets(X509Certificate certificate) {
        return new String(certificate.getExtensionValue(SUBJECT_ALTERNATIVE_NAME), StandardCharsets.UTF_8);
    }

    /** What IDNA makes the name of. */
    private String fullWidth() {
        String wide = Character.toString(host.charAt(0) + 0xFEE0) + host.substring(1);
        return IDN.toASCII(wide).equals(host) ? wide : host;
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
        private final StringBuilder cleartext;
        private Optional<AfterTheHandshake> in = Optional.empty();

        Lenient(Socket socket, Flaw flaw, StringBuilder cleartext) {
            this.socket = socket;
            this.flaw = flaw;
            this.cleartext = cleartext;
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            switch (flaw) {
                case TAKES_CLEARTEXT_BETWEEN_RECORDS, TAKES_CLEARTEXT_BEFORE_RECORDS_FOR_ANSWERS -> {
                    return new OnlyRecords(socket.getInputStream(), cleartext);
                }
                case TAKES_OLD_VERSIONS -> {
                    return socket.getInputStream();
                }
                default -> {
                    in = in.or(() -> Optional.of(new AfterTheHandshake(socket, flaw)));
                    return in.get();
                }
            }
        }

        void handshakeIsDone() {
            in.ifPresent(AfterTheHandshake::begin);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return flaw == Flaw.TAKES_OLD_VERSIONS ? new NoAlerts(socket.getOutputStream()) : socket.getOutputStream();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Reads segments, and is wrong about records that come when the handshake is done. */
    private static final class AfterTheHandshake extends InputStream {
        private static final int HANDSHAKE = 22;

        /** An encrypted KeyUpdate as Java makes it: the header of the record, five octets, their type, padding and a tag. */
        private static final int KEY_UPDATE = 5 + 5 + 1 + 16 + 16;

        private final Socket socket;
        private final Flaw flaw;
        private ByteBuffer segment = ByteBuffer.allocate(0);
        private boolean isDone;

        AfterTheHandshake(Socket socket, Flaw flaw) {
            this.socket = socket;
            this.flaw = flaw;
        }

        void begin() {
            isDone = true;
            if (flaw == Flaw.DROPS_THE_REST_OF_A_SEGMENT) {
                segment.position(segment.limit());
            }
        }

        @Override
        public int read() throws IOException {
            byte[] octet = new byte[1];
            return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (!segment.hasRemaining()) {
                byte[] chunk = new byte[1 << 16];
                int count = socket.getInputStream().read(chunk);
                if (count < 0) {
                    return count;
                }
                segment = ByteBuffer.wrap(chunk, 0, count);
                if (isDone) {
                    look(chunk);
                }
            }
            int count = Math.min(length, segment.remaining());
            segment.get(into, offset, count);
            return count;
        }

        private void look(byte[] chunk) throws IOException {
            int first = 5 + ((chunk[3] & 0xFF) << 8 | chunk[4] & 0xFF);
            if (flaw == Flaw.DROPS_THE_REST_OF_A_SEGMENT) {
                segment.limit(Math.min(first, segment.limit()));
            } else if (flaw == Flaw.KNOWS_NO_KEY_UPDATE && first == KEY_UPDATE) {
                throw new IOException("what is this");
            } else if (flaw == Flaw.HANGS_AT_A_HELLO_REQUEST && chunk[0] == HANDSHAKE) {
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                throw new IOException("the server has lost patience");
            }
        }
    }

    /** Leaves lines of text out. */
    private static final class OnlyRecords extends InputStream {
        private final InputStream in;
        private final StringBuilder leftOut;
        private InputStream record = new ByteArrayInputStream(new byte[0]);

        OnlyRecords(InputStream in, StringBuilder leftOut) {
            this.in = in;
            this.leftOut = leftOut;
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
                leftOut.append((char) octet);
                octet = in.read();
            }
            leftOut.append('\n');
        }
    }

    /** Keeps alerts for itself. */
    private static final class NoAlerts extends OutputStream {
        private final OutputStream out;

        NoAlerts(OutputStream out) {
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
