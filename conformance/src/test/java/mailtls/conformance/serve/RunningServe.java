package mailtls.conformance.serve;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import picocli.CommandLine;

/** {@code mailtls serve} in a thread of this JVM, at ports that are free, and what it prints. */
final class RunningServe implements AutoCloseable {

    private static final long PATIENCE = 20;

    private final LinkedBlockingQueue<String> printed = new LinkedBlockingQueue<>();
    private final List<String> beforeReady = new ArrayList<>();
    private final FutureTask<Integer> task;
    private final Thread thread;

    private RunningServe(Path state, String... arguments) {
        var serve = new Serve(new PrintWriter(new Lines(), true));
        String[] all = Stream.concat(
                        Stream.of("--port-base", "ephemeral", "--state", state.toString()), Stream.of(arguments))
                .toArray(String[]::new);
        new CommandLine(serve).parseArgs(all);
        Callable<Integer> call = serve::call;
        task = new FutureTask<>(call);
        thread = new Thread(task, "mailtls serve");
    }

    /** Starts it and waits until it is ready. */
    static RunningServe start(Path state, String... arguments) throws InterruptedException {
        var running = new RunningServe(state, arguments);
        running.thread.start();
        String line = running.next();
        while (!line.equals("ready")) {
            running.beforeReady.add(line);
            line = running.next();
        }
        return running;
    }

    /** Returns what it printed before it was ready. */
    List<String> beforeReady() {
        return List.copyOf(beforeReady);
    }

    /** Returns the lines that begin with a word, without the word. */
    List<String> linesOf(String word) {
        return beforeReady.stream()
                .filter(line -> line.startsWith(word + "\t"))
                .map(line -> line.substring(word.length() + 1))
                .toList();
    }

    /** Returns where a protocol is spoken in a mode. */
    InetSocketAddress address(String protocol, String mode) {
        return linesOf("listening").stream()
                .map(line -> line.split("\t"))
                .filter(parts -> parts[0].equals(protocol) && parts[1].equals(mode))
                .map(parts -> Integer.parseInt(parts[2].substring(parts[2].lastIndexOf(':') + 1)))
                .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the next line it prints, waiting for it. */
    String next() throws InterruptedException {
        String line = printed.poll(PATIENCE, TimeUnit.SECONDS);
        assertNotNull(line, "it has printed nothing more");
        return line;
    }

    /** Returns what it has printed and nobody has asked for yet. */
    List<String> rest() {
        var rest = new ArrayList<String>();
        printed.drainTo(rest);
        return rest;
    }

    /** Ends it as a signal would, and returns its exit status. */
    int stop() {
        thread.interrupt();
        try {
            return task.get(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Takes what is written apart into lines. */
    private final class Lines extends Writer {

        private final StringBuilder begun = new StringBuilder();

        @Override
        public void write(char[] characters, int from, int length) {
            for (int i = from; i < from + length; i++) {
                if (characters[i] == '\n') {
                    printed.add(begun.toString().stripTrailing());
                    begun.setLength(0);
                } else {
                    begun.append(characters[i]);
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
