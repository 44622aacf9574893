package mailtls.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.connection.Connection;
import mailtls.connection.Deadline;
import mailtls.connection.Effect;
import mailtls.connection.Ending;
import mailtls.connection.Transport;
import mailtls.event.Event;
import mailtls.machine.Peer;
import mailtls.tls.Channel;
import mailtls.tls.TestTls;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;

/**
 * A server in memory, for tests of clients: says what the test wants to a client without any network, and sees what the
 * client says. Octets are strings of one character each; <code>{tag}</code> stands for the tag of the client's
 * last command.
 *
 * @param <C> what the user of the client gets
 */
public final class MemoryServer<C> implements Transport {

    private static final long PATIENCE_S = 10;
    private static final Pattern COMMAND = Pattern.compile("^([0-9a-z]+) [A-Z]+", Pattern.MULTILINE);

    private final Call<?, C> call;
    private final Connection connection;
    private final StringBuilder heard = new StringBuilder();
    private final StringBuilder inClear = new StringBuilder();
    private final StringBuilder all = new StringBuilder();
    private boolean tls;
    private boolean handshaking;
    private boolean closed;

    private MemoryServer(ClientProtocol<C> protocol, Limits limits) {
        call = protocol.call();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
        connection = new Connection(protocol, new Peer(address, call::happened, this::nudge), limits, call.wire());
    }

    /** Is connected to in clear. */
    public static <C> MemoryServer<C> inClear(ClientProtocol<C> protocol) {
        return new MemoryServer<>(protocol, Limits.DEFAULT).open(Channel.CLEARTEXT);
    }

    /** Is connected to, and TLS is there already. */
    public static <C> MemoryServer<C> overTls(ClientProtocol<C> protocol) {
        return new MemoryServer<>(protocol, Limits.DEFAULT).open(TestTls.channel());
    }

    /** Is connected to, TLS is there already, and the client has shown a certificate. */
    public static <C> MemoryServer<C> overTlsWithCertificate(ClientProtocol<C> protocol) {
        return new MemoryServer<>(protocol, Limits.DEFAULT).open(TestTls.channelWithCertificate());
    }

    private MemoryServer<C> open(Channel channel) {
        tls = channel.isTls();
        perform(connection.opened(channel));
        return this;
    }

    /** Says lines, each ended by CRLF, in one segment, and returns what the client says to that. */
    public String say(String... lines) {
        return send(String.join("\r\n", lines) + "\r\n");
    }

    /** Sends octets in one segment and returns what the client says to that. */
    public synchronized String send(String octets) {
        heard.setLength(0);
        perform(connection.received(ByteBuffer.wrap(Ascii.octets(octets.replace("{tag}", tag())))));
        return drained();
    }

    /** Completes the handshake that the client has started, and returns what it says first. */
    public synchronized String upgrade() {
        if (!handshaking) {
            throw new IllegalStateException("no handshake was started; heard: " + all);
        }
        heard.setLength(0);
        handshaking = false;
        tls = true;
        perform(connection.secured(TestTls.facts()));
        return drained();
    }

    /** Ends in some way, as it is seen by the client. */
    public synchronized void end(Ending how) {
        if (how == Ending.TRUNCATED) {
            call.happened(new Event.Truncated());
        }
        perform(connection.peerEnded(how));
        gone();
    }

    /** Lets time run out. */
    public synchronized void late(Deadline deadline) {
        perform(connection.timeUp(deadline));
    }

    /** The connection is gone. */
    public synchronized void gone() {
        connection.gone();
        call.happened(new Event.Disconnected(0, 0, 0));
    }

    /** Returns what the client said since the last thing that was said to it, and forgets it. */
    public synchronized String heard() {
        String words = heard.toString();
        heard.setLength(0);
        return words;
    }

    /** Returns all that the client said in clear. */
    public synchronized String heardInClear() {
        return inClear.toString();
    }

    /** Returns all that the client said. */
    public synchronized String heardAtAll() {
        return all.toString();
    }

    /** Returns whether the client has started a handshake that is not done. */
    public boolean isHandshaking() {
        return handshaking;
    }

    /** Returns whether the client has closed. */
    public boolean isClosed() {
        return closed;
    }

    /** Waits for what the user of the client gets. */
    public C client() {
        return wait(call.ready());
    }

    /** Returns whether the user has got something. */
    public boolean isReady() {
        return call.isReady();
    }

    /** Waits for the reason why the user got nothing. */
    public Failure failure() {
        return failure(call.ready());
    }

    /** Waits for the reason why a promise was broken. */
    public static Failure failure(CompletableFuture<?> promise) {
        return broken(promise).failure();
    }

    /** Waits for what a broken promise throws. */
    public static MailClientException broken(CompletableFuture<?> promise) {
        try {
            throw new AssertionError("the promise was kept: " + promise.get(PATIENCE_S, TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            return (MailClientException) failed.getCause();
        } catch (InterruptedException | TimeoutException never) {
            throw new AssertionError("the promise was neither kept nor broken", never);
        }
    }

    /** Waits for a promise to be kept. */
    public static <T> T wait(CompletableFuture<T> promise) {
        try {
            return promise.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException broken) {
            throw new AssertionError("the promise was not kept", broken);
        }
    }

    @Override
    public void send(List<ByteBuffer> octets) {
        if (handshaking || closed) {
            throw new AssertionError("said after its time: " + octets);
        }
        for (ByteBuffer piece : octets) {
            String text = Ascii.text(piece);
            heard.append(text);
            all.append(text);
            if (!tls) {
                inClear.append(text);
            }
        }
    }

    @Override
    public void startTls(ByteBuffer octets) {
        handshaking = true;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Returns the tag of the client's last command; empty where there is none. */
    public synchronized String tag() {
        Matcher commands = COMMAND.matcher(all);
        String tag = "";
        while (commands.find()) {
            tag = commands.group(1);
        }
        return tag;
    }

    private String drained() {
        for (List<Effect> more = connection.sent(); !more.isEmpty(); more = connection.sent()) {
            perform(more);
        }
        return heard();
    }

    private synchronized void nudge() {
        perform(connection.nudged());
    }

    private void perform(List<Effect> effects) {
        effects.forEach(effect -> effect.perform(this));
    }
}
