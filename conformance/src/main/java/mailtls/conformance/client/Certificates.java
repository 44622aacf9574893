package mailtls.conformance.client;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import mailtls.conformance.client.Signer.Leaf;
import mailtls.conformance.client.Signer.Life;
import mailtls.wire.Ascii;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;

/** The certificates of a hostile server, good and bad, and the authority that signed most of them: made anew for each run. */
public final class Certificates {

    private static final String OTHER = "other.example";
    private static final char[] NO_PASSWORD = {};
    private static final X500Name NOBODY = Signer.subject("hostile server");
    private static final ASN1ObjectIdentifier ID_ON_DNS_SRV = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.7");

    /** How far a letter of ASCII is from its full-width form. */
    private static final int FULL_WIDTH = 0xFEE0;

    private final String host;
    private final KeyPair keys = Signer.keyPair();
    private final Signer authority = Signer.named("mailtls authority for hostile servers");
    private final X509Certificate authoritys = authority.sign(authority, Optional.empty());
    private final Map<Shown, SSLContext> contexts = new EnumMap<>(Shown.class);

    private Certificates(String host) {
        this.host = host;
    }

    /** Makes those of a server whose name a client is told. */
    public static Certificates of(String host) {
        return new Certificates(host);
    }

    /** Returns the authority that a client has to trust, as PEM. */
    public String authorityPem() {
        try {
            var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
            return "-----BEGIN CERTIFICATE-----\n"
                    + base64.encodeToString(authoritys.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the authority that a client has to trust. */
    public X509Certificate authority() {
        return authoritys;
    }

    /** Returns a server's engine for a handshake. */
    synchronized SSLEngine engine(Step.Tls handshake) {
        SSLEngine engine =
                contexts.computeIfAbsent(handshake.certificate(), this::context).createSSLEngine();
        engine.setUseClientMode(false);
        if (handshake.is12()) {
            engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        }
        return engine;
    }

    /** Returns what shows a certificate with the right name that nobody vouches for. */
    public SSLContext selfSigned() {
        return context(Shown.SELF_SIGNED);
    }

    private SSLContext context(Shown shown) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server", keys.getPrivate(), NO_PASSWORD, chain(shown).toArray(new Certificate[0]));
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<X509Certificate> chain(Shown shown) {
        Signer other = Signer.named("an authority that nobody knows");
        GeneralName name = name(host);
        return switch (shown) {
            case GOOD -> List.of(server(authority, name));
            case CAPITALS -> List.of(server(authority, dns(Ascii.upper(host))));
            case STAR_FOR_A_LABEL -> List.of(server(authority, dns("*." + behind(1))));
            case SELF_SIGNED -> List.of(server(new Signer(keys, NOBODY), name));
            case UNKNOWN_AUTHORITY -> List.of(server(other, name), other.sign(other, Optional.empty()));
            case OTHER_NAME -> List.of(server(authority, dns(OTHER)));
            case LONGER_NAME -> List.of(server(authority, dns(host + "." + OTHER)));
            case LETTERS_LIKE_IT -> List.of(server(authority, dns(fullWidth(host))));
            case NAME_AS_CN ->
                List.of(sign(
                        new Leaf(Signer.subject(host), Life.NOW, List.of(dns(OTHER)), KeyPurposeId.id_kp_serverAuth)));
            case NAME_AS_URI ->
                List.of(server(authority, new GeneralName(GeneralName.uniformResourceIdentifier, "imap://" + host)));
            case NAME_AS_SRV_ID -> List.of(server(authority, srvIds()));
            case ADDRESS -> List.of(server(authority, address("127.0.0.1"), address("::1")));
            case ADDRESS_AS_NAME -> List.of(server(authority, dns(host)));
            case EXPIRED -> List.of(sign(new Leaf(NOBODY, Life.PAST, List.of(name), KeyPurposeId.id_kp_serverAuth)));
            case NOT_YET -> List.of(sign(new Leaf(NOBODY, Life.FUTURE, List.of(name), KeyPurposeId.id_kp_serverAuth)));
            case PARTIAL_WILDCARD -> List.of(server(authority, dns(host.charAt(0) + "*" + host.substring(2))));
            case STAR_BELOW -> List.of(server(authority, dns("*." + host)));
            case STAR_FOR_TWO_LABELS -> List.of(server(authority, dns("*." + behind(2))));
            case STAR_IN_THE_MIDDLE ->
                List.of(server(authority, dns(host.substring(0, host.indexOf('.')) + ".*." + behind(2))));
            case TWO_STARS -> List.of(server(authority, dns("*.*." + behind(2))));
            case NUL_IN_NAME -> List.of(server(authority, dns(host + "\0." + OTHER)));
            case FOR_CLIENTS -> List.of(sign(new Leaf(NOBODY, Life.NOW, List.of(name), KeyPurposeId.id_kp_clientAuth)));
            case SIGNED_BY_A_SERVER -> signedByAServer(name);
            case NAME_EXCLUDED -> signedWith(new NameConstraints(none(), these(host)), name);
            case NAME_NOT_PERMITTED -> signedWith(new NameConstraints(these(OTHER), none()), name);
        };
    }

    private List<X509Certificate> signedByAServer(GeneralName name) {
        Signer server = Signer.named(OTHER);
        X509Certificate certificate = authority.sign(
                server.keys().getPublic(),
                new Leaf(server.name(), Life.NOW, List.of(dns(OTHER)), KeyPurposeId.id_kp_serverAuth));
        return List.of(server(server, name), certificate);
    }

    private List<X509Certificate> signedWith(NameConstraints constraints, GeneralName name) {
        Signer bound = Signer.named("an authority that is not for all names");
        return List.of(server(bound, name), authority.sign(bound, Optional.of(constraints)));
    }

    private static GeneralSubtree[] these(String name) {
        return new GeneralSubtree[] {new GeneralSubtree(dns(name))};
    }

    private static GeneralSubtree[] none() {
        return new GeneralSubtree[0];
    }

    private X509Certificate server(Signer signer, GeneralName... names) {
        return signer.sign(keys.getPublic(), new Leaf(NOBODY, Life.NOW, List.of(names), KeyPurposeId.id_kp_serverAuth));
    }

    private X509Certificate sign(Leaf leaf) {
        return authority.sign(keys.getPublic(), leaf);
    }

    /** Returns whether a host is called by its address. */
    static boolean isAddress(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    private static GeneralName name(String host) {
        return isAddress(host) ? address(host) : dns(host);
    }

    private static GeneralName dns(String name) {
        return new GeneralName(GeneralName.dNSName, name);
    }

    private static GeneralName address(String address) {
        return new GeneralName(GeneralName.iPAddress, address);
    }

    /** Names of services (RFC 4985), one for each protocol and mode. */
    private GeneralName[] srvIds() {
        return Stream.of("_imap", "_imaps", "_pop3", "_pop3s", "_submission", "_submissions")
                .map(service -> new DERSequence(new ASN1Encodable[] {
                    ID_ON_DNS_SRV, new DERTaggedObject(true, 0, new DERIA5String(service + "." + host))
                }))
                .map(name -> new GeneralName(GeneralName.otherName, name))
                .toArray(GeneralName[]::new);
    }

    /** Returns the name behind so many of its labels. */
    private String behind(int labels) {
        return host.split("\\.", labels + 1)[labels];
    }

    /** Returns a name whose first letter is another one, which IDNA maps to it, in UTF-8: one character for each octet. */
    private static String fullWidth(String name) {
        String letter = Character.toString(name.charAt(0) + FULL_WIDTH);
        return Ascii.text(Ascii.utf8(letter)) + name.substring(1);
    }
}
