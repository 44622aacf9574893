package mailtls.conformance.serve;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import mailtls.conformance.command.Trouble;
import mailtls.tls.TlsPolicy;
import mailtls.tls.TlsPolicy.Alpn;
import mailtls.tls.TlsPolicy.ClientCertificate;
import mailtls.tls.TlsPolicy.UnknownName;
import mailtls.tls.TlsPolicy.Version;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which TLS is spoken. */
final class TlsOptions {

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            converter = EngineChoice.Words.class,
            completionCandidates = EngineChoice.Words.class,
            description =
                    "Who does the cryptography: the jdk, conscrypt, or auto (default): Conscrypt where its native part"
                            + " loads, which is several times as fast, and the JDK elsewhere.")
    private EngineChoice engine = EngineChoice.AUTO;

    @Option(
            names = "--tls-min",
            paramLabel = "VERSION",
            converter = Versions.class,
            description =
                    "The lowest version accepted: 1.2 (default) or 1.3. The engines have 1.0 and 1.1 switched off.")
    private Version lowest = TlsPolicy.DEFAULT.floor();

    @Option(
            names = "--tls-max",
            paramLabel = "VERSION",
            converter = Versions.class,
            description = "The highest version offered: 1.2 or 1.3 (default).")
    private Version highest = TlsPolicy.DEFAULT.ceiling();

    @Option(
            names = "--suites",
            paramLabel = "NAME",
            split = ",",
            description = "Cipher suites by their registered names, the best first."
                    + " Default: what RFC 9325 recommends of those the engine has.")
    private List<String> suites = List.of();

    @Option(
            names = "--groups",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Key-exchange groups, the best first, as in x25519,secp256r1. Needs Java 20. Default: the engine's.")
    private List<String> groups = List.of();

    @Option(
            names = "--alpn",
            paramLabel = "RULE",
            converter = Alpns.class,
            completionCandidates = Alpns.class,
            description = "When a client offers application protocols: ours must be among them (strict, the default),"
                    + " should be (lenient), or nobody looks (off).")
    private Alpn alpn = TlsPolicy.DEFAULT.alpn();

    @Option(
            names = "--unknown-name",
            paramLabel = "RULE",
            converter = UnknownNames.class,
            completionCandidates = UnknownNames.class,
            description = "What a client gets that asks for a server name we have no certificate for: the one we have"
                    + " (default, which is also the default), or no handshake (refuse).")
    private UnknownName unknownName = TlsPolicy.DEFAULT.unknownName();

    @Option(
            names = "--client-certificate",
            paramLabel = "RULE",
            converter = ClientCertificates.class,
            completionCandidates = ClientCertificates.class,
            description = "Whether a client has to show a certificate: none (not asked, the default), want or need.")
    private ClientCertificate clientCertificate = TlsPolicy.DEFAULT.clientCertificate();

    @Option(
            names = "--client-ca",
            paramLabel = "FILE",
            description = "The authorities that clients' certificates have to be from, PEM.")
    private Optional<Path> clientAuthorities = Optional.empty();

    /** Begins to load the engine. */
    void prepareEngine() {
        engine.prepare();
    }

    /** Returns who does the cryptography. */
    EngineChoice.Chosen engine() {
        return engine.choose();
    }

    /** Returns the policy. */
    TlsPolicy policy() {
        if (clientCertificate == ClientCertificate.NOT_ASKED && clientAuthorities.isPresent()) {
            throw Trouble.withUsage(
                    "--client-ca has no use while clients are not asked for a certificate",
                    "add --client-certificate want or need");
        }
        if (clientCertificate != ClientCertificate.NOT_ASKED && clientAuthorities.isEmpty()) {
            throw Trouble.withUsage(
                    "clients are asked for a certificate, and no authority is trusted with it", "add --client-ca FILE");
        }
        try {
            return new TlsPolicy(lowest, highest, suites, groups, clientCertificate, alpn, unknownName);
        } catch (IllegalArgumentException contradiction) {
            throw Trouble.withUsage(
                    Trouble.oneLine(String.valueOf(contradiction.getMessage())), "lower --tls-min or raise --tls-max");
        }
    }

    /** Returns the authorities that clients' certificates have to be from; none if clients are not asked. */
    List<X509Certificate> clientAuthorities() {
        return clientAuthorities.map(Pem::certificates).orElse(List.of());
    }

    static final class Versions implements ITypeConverter<Version> {
        @Override
        public Version convert(String name) {
            try {
                return Version.of(name);
            } catch (IllegalArgumentException unknown) {
                throw new TypeConversionException(String.valueOf(unknown.getMessage()));
            }
        }
    }

    static final class Alpns extends Choice<Alpn> {
        Alpns() {
            word("strict", Alpn.STRICT).word("lenient", Alpn.LENIENT).word("off", Alpn.OFF);
        }
    }

    static final class UnknownNames extends Choice<UnknownName> {
        UnknownNames() {
            word("default", UnknownName.GETS_THE_DEFAULT).word("refuse", UnknownName.IS_REFUSED);
        }
    }

    static final class ClientCertificates extends Choice<ClientCertificate> {
        ClientCertificates() {
            word("none", ClientCertificate.NOT_ASKED)
                    .word("want", ClientCertificate.WANTED)
                    .word("need", ClientCertificate.NEEDED);
        }
    }
}
