package mailtls.imap;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import mailtls.client.Ask;
import mailtls.client.Call;
import mailtls.client.Failure;
import mailtls.client.MailClientException;
import mailtls.client.Request;
import mailtls.client.SaslAsk;
import mailtls.sasl.ClientMechanism;
import mailtls.sasl.ClientMechanisms;
import mailtls.tls.Channel;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;

/**
 * A connection to an IMAP server that is ready to be used: greeted, over TLS with a verified name (or in clear, if that was
 * asked for by name), and with the capabilities that the server listed over this very channel.
 *
 * <p>Questions may be asked by any thread and without waiting; they are sent one after the other. A promise is broken with a
 * {@link MailClientException}: {@link Failure#COMMAND} where the server said {@code NO} or {@code BAD}, {@link
 * Failure#REFERRAL} where it wants us to ask another server, which we don't, anything else where the connection is lost.
 */
public final class ImapClient {

    /** How many octets a literal may have that is sent without waiting, where the server has LITERAL- (RFC 7888 section 5). */
    private static final int SMALL_LITERAL = 4096;

    private static final byte[] CRLF = {'\r', '\n'};

    private final Call<ImapHeard, ImapClient> call;
    private final Channel channel;
    private final Limits limits;
    private volatile List<String> capabilities;

    ImapClient(Call<ImapHeard, ImapClient> call, Channel channel, List<String> capabilities, Limits limits) {
        this.call = call;
        this.channel = channel;
        this.capabilities = List.copyOf(capabilities);
        this.limits = limits;
    }

    /** Returns what the server can do, as it says over this channel, in upper case; after a log-in it may be more. */
    public List<String> capabilities() {
        return capabilities;
    }

    /** Returns what is known about TLS; nothing in clear. */
    public Optional<TlsFacts> facts() {
        return channel.facts();
    }

    /**
     * Logs in with the best mechanism that both sides know (RFC 9051 section 6.2.2).
     *
     * @return done when the mail is ours, and the capabilities are those of a user; broken with {@link Failure#NO_MECHANISM}
     *     if there is no safe way
     */
    public CompletableFuture<Boolean> logIn(ClientMechanisms mechanisms) {
        List<String> listed = saslListed();
        Optional<ClientMechanism> best = mechanisms.best(listed, channel);
        if (best.isEmpty()) {
            return failed(Failure.NO_MECHANISM, mechanisms.whyNone(listed, channel));
        }
        int longest = capabilities.contains("SASL-IR") ? limits.line() / 2 : 0;
        return logIn(new SaslAsk<>(
                best.get().begin(channel), new ImapLogin.Words(best.get().name(), longest)));
    }

    /**
     * Logs in with LOGIN (RFC 9051 section 6.2.3). Never in clear, and never where the server says that it won't work.
     *
     * @return done when the mail is ours, and the capabilities are those of a user
     * @throws IllegalArgumentException if account or password are not ASCII, which LOGIN can't say; SASL can
     */
    public CompletableFuture<Boolean> logIn(String account, String password) {
        if (!channel.isTls()) {
            return failed(Failure.PASSWORD_IN_CLEAR, "");
        }
        if (capabilities.contains("LOGINDISABLED")) {
            return failed(Failure.NO_MECHANISM, "LOGINDISABLED");
        }
        String command = "LOGIN " + quoted(account) + " ";
        return logIn(new ImapLogin.Login(ImapQuestion.of(command + quoted(password), command + SaslAsk.HIDDEN)));
    }

    private CompletableFuture<Boolean> logIn(Ask<ImapHeard, Boolean> how) {
        return call.ask(new ImapLogin(how, names -> capabilities = List.copyOf(names)));
    }

    /** Opens a mailbox (RFC 9051 section 6.3.2). */
    public CompletableFuture<ImapOpened> select(String mailbox) {
        return ask("SELECT " + mailboxName(mailbox), ImapOpened::of);
    }

    /** Opens a mailbox to look at it only (RFC 9051 section 6.3.3). */
    public CompletableFuture<ImapOpened> examine(String mailbox) {
        return ask("EXAMINE " + mailboxName(mailbox), ImapOpened::of);
    }

    /**
     * Lists mailboxes (RFC 9051 section 6.3.9).
     *
     * @param pattern a name in which {@code *} stands for anything and {@code %} for anything on one level
     */
    public CompletableFuture<List<ImapListed>> list(String pattern) {
        return ask(
                "LIST \"\" " + mailboxName(pattern),
                answer -> answer.data().stream()
                        .map(ImapListed::of)
                        .flatMap(Optional::stream)
                        .toList());
    }

    /**
     * Fetches one item of a message in the open mailbox (RFC 9051 section 6.4.5), one that is a string or a word.
     *
     * @param item {@code BODY.PEEK[]}, {@code RFC822.SIZE}
     * @return the octets; nothing if there is no such message
     */
    public CompletableFuture<Optional<byte[]>> fetch(long uid, String item) {
        return ask(
                "UID FETCH " + uid + " (" + item + ")",
                answer -> answer.data().stream()
                        .map(data -> FetchedItems.find(data, uid, item))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    /** Puts a message into a mailbox (RFC 9051 section 6.3.12); done when the server has it. */
    public CompletableFuture<ImapAnswer> append(String mailbox, byte[] message) {
        String command = "APPEND " + mailboxName(mailbox) + " {" + message.length;
        var literal = Request.octets(
                List.of(ByteBuffer.wrap(message), ByteBuffer.wrap(CRLF)), "(" + message.length + " octets)");
        if (waitsForLiterals(message.length)) {
            return call.ask(ImapAsk.of(ImapQuestion.of(command + "}"), List.of(literal), room(), answer -> answer));
        }
        List<ByteBuffer> pieces = new ArrayList<>(Request.line(command + "+}").octets());
        pieces.addAll(literal.octets());
        var whole = new ImapQuestion(Request.octets(pieces, command + "+} " + literal), false);
        return call.ask(ImapAsk.of(whole, List.of(), room(), answer -> answer));
    }

    /** Asks for news (RFC 9051 section 6.1.2). */
    public CompletableFuture<ImapAnswer> noop() {
        return command("NOOP");
    }

    /**
     * Says any command, but not one that changes the channel or the capabilities.
     *
     * @param command without its tag
     * @throws IllegalArgumentException if it is more than one line, or it is STARTTLS, AUTHENTICATE, LOGIN or COMPRESS
     */
    public CompletableFuture<ImapAnswer> command(String command) {
        String word = Ascii.upper(command.trim().split(" ", 2)[0]);
        if (List.of("STARTTLS", "AUTHENTICATE", "LOGIN", "COMPRESS", "LOGOUT").contains(word)) {
            throw new IllegalArgumentException(word + " is not said like that");
        }
        return ask(command, answer -> answer);
    }

    /** Says farewell (RFC 9051 section 6.1.3). Done when the server has answered. */
    public CompletableFuture<String> logOut() {
        return call.ask(ImapAsk.farewell(room()));
    }

    /** Returns the promise that the connection is gone. */
    public CompletableFuture<Void> over() {
        return call.over();
    }

    private <T> CompletableFuture<T> ask(String command, Function<ImapAnswer, T> answer) {
        return call.ask(ImapAsk.of(ImapQuestion.of(command), List.of(), room(), answer));
    }

    private long room() {
        return 2L * limits.message();
    }

    private boolean waitsForLiterals(int octets) {
        return !capabilities.contains("LITERAL+") && (!capabilities.contains("LITERAL-") || octets > SMALL_LITERAL);
    }

    private List<String> saslListed() {
        return capabilities.stream()
                .filter(name -> name.startsWith("AUTH="))
                .map(name -> name.substring("AUTH=".length()))
                .toList();
    }

    private static String mailboxName(String name) {
        return quoted(MailboxName.encode(name, false));
    }

    private static String quoted(String text) {
        if (!Ascii.isPrintable(text)) {
            throw new IllegalArgumentException("there is something else than ASCII in it");
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static <T> CompletableFuture<T> failed(Failure failure, String detail) {
        return CompletableFuture.failedFuture(new MailClientException(failure, detail, ""));
    }
}
