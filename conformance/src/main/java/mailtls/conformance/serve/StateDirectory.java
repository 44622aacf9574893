package mailtls.conformance.serve;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mailtls.conformance.command.Trouble;
import mailtls.tls.ServerIdentity;

/**
 * A directory with an authority of our own and a certificate that it signed: {@code ca.pem}, {@code ca.key},
 * {@code server.pem}, {@code server.key}. What is good is used again, so that a client has to be told only once whom to
 * trust.
 *
 * <p>Files appear whole or not at all, keys can be read by their owner only, and of two programs that begin at the same
 * time one waits for the other.
 */
final class StateDirectory {

    /** A certificate with less left than this is replaced, or a server that runs for weeks would outlive it. */
    static final Duration RENEWED_BEFORE = Duration.ofDays(30);

    private static final String CERTIFICATE = ".pem";
    private static final String KEY = ".key";

    private final Path directory;
    private final Clock clock;

    StateDirectory(Path directory) {
        this(directory, Clock.systemUTC());
    }

    StateDirectory(Path directory, Clock clock) {
        this.directory = directory.toAbsolutePath().normalize();
        this.clock = clock;
    }

    /** Returns the file with the authority that clients have to trust. */
    Path authorityFile() {
        return directory.resolve("ca" + CERTIFICATE);
    }

    /**
     * Returns a key and a certificate for these names; made now, if there are none that are good.
     *
     * @throws Trouble if the directory can't be written, or if there is something in it that we did not write
     */
    ServerIdentity identity(Set<String> names) {
        Set<SubjectName> wanted = names.stream().map(SubjectName::of).collect(Collectors.toSet());
        try {
            makeDirectory();
            try (FileChannel lock =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock(); // until it is closed
                CertifiedKey authority = authority();
                return server(authority, wanted).identity();
            }
        } catch (IOException unwritable) {
            throw Trouble.withFile(
                    "can't keep a certificate in " + directory + ": " + Pem.reason(unwritable),
                    "choose a directory with --state that this user may write");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private CertifiedKey authority() throws IOException, GeneralSecurityException {
        // It must outlive what it is going to sign.
        Optional<CertifiedKey> kept = read("ca").filter(pair -> isGoodFor(pair, Authority.SERVER_LIFE));
        if (kept.isPresent()) {
            return kept.get();
        }
        return write("ca", Authority.create(clock));
    }

    private CertifiedKey server(CertifiedKey authority, Set<SubjectName> wanted)
            throws IOException, GeneralSecurityException {
        Optional<CertifiedKey> kept = read("server").filter(pair -> isGoodFor(pair, RENEWED_BEFORE));
        if (kept.isPresent()
                && isSignedBy(authority, kept.get())
                && SubjectName.of(kept.get().certificate()).equals(wanted)) {
            return kept.get();
        }
        return write("server", Authority.issue(authority, wanted, clock));
    }

    /** Whether it is good now, whatever the clock said when it was made, and still will be after some time. */
    private boolean isGoodFor(CertifiedKey pair, Duration time) {
        Instant now = clock.instant();
        Instant from = pair.certificate().getNotBefore().toInstant();
        Instant until = pair.certificate().getNotAfter().toInstant();
        return !now.isBefore(from) && now.plus(time).isBefore(until);
    }

    private static boolean isSignedBy(CertifiedKey authority, CertifiedKey server) throws GeneralSecurityException {
        try {
            server.certificate().verify(authority.certificate().getPublicKey());
            return true;
        } catch (SignatureException | InvalidKeyException anotherAuthority) {
            return false;
        }
    }

    /** Returns what was written before, or nothing: a key alone is what remains when somebody pulls the plug. */
    private Optional<CertifiedKey> read(String name) throws GeneralSecurityException {
        Path certificateFile = directory.resolve(name + CERTIFICATE);
        if (!Files.exists(certificateFile)) {
            return Optional.empty();
        }
        X509Certificate certificate = certificate(certificateFile);
        Path keyFile = directory.resolve(name + KEY);
        try {
            var kept = new CertifiedKey(Pem.ecKey(Files.readString(keyFile)), certificate);
            kept.identity(); // or it says that they don't belong together
            return Optional.of(kept);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw unusable(keyFile, certificateFile, unusable);
        }
    }

    private static X509Certificate certificate(Path file) {
        try {
            return ServerIdentity.certificates(file).get(0);
        } catch (IOException | GeneralSecurityException unusable) {
            throw unusable(file, file, unusable);
        }
    }

    private static Trouble unusable(Path file, Path certificateFile, Exception why) {
        return Trouble.withFile(
                "can't use " + file + ": " + Pem.reason(why),
                "remove " + certificateFile + " and a new one is made, or choose another directory with --state");
    }

    /** Writes the key first: a certificate without a key would be an error, a key without a certificate is nothing. */
    private CertifiedKey write(String name, CertifiedKey pair) throws IOException, GeneralSecurityException {
        Files.deleteIfExists(directory.resolve(name + CERTIFICATE));
        write(name + KEY, Pem.text(pair.key()), "rw-------");
        write(name + CERTIFICATE, Pem.text(pair.certificate()), "rw-r--r--");
        return pair;
    }

    private void write(String name, String text, String permissions) throws IOException {
        // Made for the owner alone, and opened to others only when it is whole.
        Path whole = Files.createTempFile(directory, name, ".new");
        try {
            Files.writeString(whole, text);
            if (hasPermissions()) {
                Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString(permissions));
            }
            Files.move(whole, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private void makeDirectory() throws IOException {
        Files.createDirectories(directory, hasPermissions() ? ownerOnly() : new FileAttribute<?>[0]);
    }

    private static FileAttribute<?>[] ownerOnly() {
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rwx------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    private boolean hasPermissions() {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
