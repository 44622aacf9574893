package mailtls.conformance.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mailtls.conformance.command.Trouble;
import mailtls.tls.ServerIdentity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which TLS the sessions speak. */
final class ClientTlsOptions {

    /** Whose TLS ours is. */
    private enum Engine {
        AUTO,
        JDK,
        CONSCRYPT
    }

    @Option(names = "--tls", paramLabel = "VERSION", description = "Only 1.2, or only 1.3 (default: either).")
    private Optional<String> version = Optional.empty();

    @Option(
            names = "--groups",
            paramLabel = "NAME",
            split = ",",
            description = "Key-exchange groups, the best first, as in x25519,secp256r1. Needs Java 20. Default: the"
                    + " engine's.")
    private List<String> groups = List.of();

    @Option(
            names = "--resume",
            description = "Resume the session that the same client had before; without it no handshake is resumed.")
    private boolean resumes;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            converter = Engines.class,
            description = "The generator's own TLS: jdk, conscrypt, or auto (default): Conscrypt where it loads,"
                    + " since it takes less time.")
    private Engine engine = Engine.AUTO;

    @Option(names = "--ca", paramLabel = "FILE", description = "The authorities to trust, PEM, instead of Java's.")
    private Optional<Path> authorities = Optional.empty();

    @Option(names = "--insecure", description = "Take any certificate, and do not look at it.")
    private boolean insecure;

    /**
     * Returns the choice.
     *
     * @param ofTheReference whom to trust where nothing else is said
     */
    ClientTls.Choice choice(List<X509Certificate> ofTheReference) {
        return new ClientTls.Choice(
                provider(),
                version.map(ClientTlsOptions::version),
                groups,
                resumes,
                insecure,
                authorities.map(ClientTlsOptions::certificates).orElse(ofTheReference));
    }

    private Optional<Provider> provider() {
        if (engine == Engine.JDK) {
            return Optional.empty();
        }
        Optional<Provider> conscrypt = ClientTls.conscrypt();
        if (engine == Engine.CONSCRYPT && conscrypt.isEmpty()) {
            throw Trouble.withUsage("--engine: Conscrypt does not load here", "use --engine jdk");
        }
        return conscrypt;
    }

    private static String version(String version) {
        if (!version.equals("1.2") && !version.equals("1.3")) {
            throw Trouble.withUsage("--tls: there is no version “" + version + "” here", "there are 1.2 and 1.3");
        }
        return "TLSv" + version;
    }

    private static List<X509Certificate> certificates(Path file) {
        try {
            return ServerIdentity.certificates(file);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw Trouble.withFile(
                    "can't use the certificates in " + file + ": " + unusable.getMessage(),
                    "it should be a file with certificates in PEM");
        }
    }

    static final class Engines implements ITypeConverter<Engine> {
        @Override
        public Engine convert(String name) {
            return Stream.of(Engine.values())
                    .filter(engine -> engine.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("“" + name + "” is none of auto, jdk, conscrypt"));
        }
    }
}
