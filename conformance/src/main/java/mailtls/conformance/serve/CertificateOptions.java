package mailtls.conformance.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mailtls.conformance.command.Trouble;
import mailtls.tls.ServerIdentity;
import picocli.CommandLine.Option;

/** Where key and certificate come from: from files, or made here and signed by an authority of our own. */
final class CertificateOptions {

    @Option(names = "--cert", paramLabel = "FILE", description = "The certificate and those that signed it, PEM.")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--key", paramLabel = "FILE", description = "Its private key, PEM (PKCS#8), not encrypted.")
    private Optional<Path> key = Optional.empty();

    @Option(names = "--pkcs12", paramLabel = "FILE", description = "Both in a PKCS#12 file.")
    private Optional<Path> pkcs12 = Optional.empty();

    @Option(
            names = "--pkcs12-password",
            paramLabel = "WORD",
            description = "What that file is encrypted with (the empty word).")
    private String pkcs12Password = "";

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Where a certificate made here is kept, with the authority that signed it: DIR/ca.pem is what a"
                            + " client has to trust. Default: $$XDG_CACHE_HOME/mailtls or ~/.cache/mailtls.")
    private Optional<Path> state = Optional.empty();

    /**
     * Returns key and certificate.
     *
     * @param names DNS names and IP addresses that a certificate made here is for
     * @throws Trouble if a file can't be used, or if the options contradict each other
     */
    Identity identity(Set<String> names) {
        if (certificate.isPresent() != key.isPresent()) {
            throw Trouble.withUsage("--cert and --key need each other", "give both, or --pkcs12, or none");
        }
        if (certificate.isPresent() && pkcs12.isPresent()) {
            throw Trouble.withUsage("--cert and --pkcs12 both name a certificate", "give one of them");
        }
        if (certificate.isPresent()) {
            return fromPem(certificate.get(), key.orElseThrow());
        }
        return pkcs12.map(this::fromPkcs12).orElseGet(() -> madeHere(names));
    }

    /** Key and certificate, and the file with the authority to trust where we know it. */
    record Identity(ServerIdentity server, Optional<Path> authority) {}

    private static Identity fromPem(Path certificate, Path key) {
        // Looked at one by one first, so that we can say which of the two it is.
        Pem.certificates(certificate);
        Pem.requireReadable(key);
        try {
            return new Identity(ServerIdentity.fromPem(certificate, key), Optional.empty());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw Trouble.withFile(
                    "can't use " + key + " as the key for " + certificate + ": " + Pem.reason(unusable),
                    "it should be the private key of that certificate in PEM, PKCS#8, not encrypted"
                            + " (openssl pkcs8 -topk8 -nocrypt)");
        }
    }

    private Identity fromPkcs12(Path file) {
        Pem.requireReadable(file);
        try {
            return new Identity(ServerIdentity.fromPkcs12(file, pkcs12Password.toCharArray()), Optional.empty());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw Trouble.withFile(
                    "can't use " + file + ": " + Pem.reason(unusable),
                    "it should be a PKCS#12 file with one key and its certificate, and --pkcs12-password its password");
        }
    }

    private Identity madeHere(Set<String> names) {
        var directory = new StateDirectory(state.orElseGet(() -> usualState(System.getenv())));
        return new Identity(directory.identity(names), Optional.of(directory.authorityFile()));
    }

    static Path usualState(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(directory -> directory.startsWith("/")) // others are to be ignored, says the specification
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("mailtls");
    }
}
