package mailtls.conformance.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import mailtls.conformance.command.Trouble;
import mailtls.tls.ServerIdentity;

/** {@code mailtls serve} in a process of its own, so that its CPU time and memory can be told from ours. */
final class ReferenceProcess implements AutoCloseable {

    /** Who may log in there. */
    static final String USER = "alice";

    /** With what. */
    static final String PASSWORD = "secret";

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path state;
    private final Thread hook;
    private final Map<String, String> urls = new LinkedHashMap<>();
    private List<X509Certificate> authorities = List.of();

    private ReferenceProcess(Process process, Path state) {
        this.process = process;
        this.state = state;
        this.hook = new Thread(process::destroyForcibly, "end of the reference server");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts it and waits until it is ready. */
    static ReferenceProcess start() {
        try {
            Path state = Files.createTempDirectory("mailtls-bench");
            Process process = new ProcessBuilder(command(state))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var reference = new ReferenceProcess(process, state);
            reference.awaitReady();
            return reference;
        } catch (IOException impossible) {
            throw Trouble.unavailable(
                    "can't start the reference server: " + impossible.getMessage(), "name a server by its URL");
        }
    }

    /** The same Java with the same options, but for what watches us. */
    private static List<String> command(Path state) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "mailtls.conformance.Mailtls"));
        command.addAll(List.of("serve", "--port-base", "ephemeral", "--quiet", "--state", state.toString()));
        return command;
    }

    private void awaitReady() {
        var reading = CompletableFuture.runAsync(this::readUntilReady);
        try {
            reading.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException notReady) {
            close();
            throw Trouble.unavailable(
                    "the reference server does not become ready: " + notReady.getMessage(), "name a server by its URL");
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private void readUntilReady() {
        BufferedReader printed = process.inputReader(UTF_8);
        try {
            String line = printed.readLine();
            while (line != null && !line.equals("ready")) {
                read(line.split("\t"));
                line = printed.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("it has ended");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    /** {@code listening imap starttls 127.0.0.1:12345}, {@code ca FILE}. */
    private void read(String[] words) throws IOException, GeneralSecurityException {
        if (words[0].equals("listening")) {
            boolean needsS = words[2].equals("implicit") && !words[1].endsWith("s");
            String scheme = words[1] + (needsS ? "s" : "");
            urls.put(scheme, scheme + "://" + words[3]);
        }
        if (words[0].equals("ca")) {
            authorities = ServerIdentity.certificates(Path.of(words[1]));
        }
    }

    /** Returns the URL of a scheme. */
    String url(String scheme) {
        return urls.getOrDefault(scheme, "");
    }

    /** Returns the authority to trust. */
    List<X509Certificate> authorities() {
        return authorities;
    }

    /** Returns its number. */
    long pid() {
        return process.pid();
    }

    /** Ends it. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException asked) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(state)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException gone) {
            // The system clears its temporary files anyway.
        }
    }
}
