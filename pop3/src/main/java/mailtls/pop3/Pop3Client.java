package mailtls.pop3;

import java.nio.ByteBuffer;
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
import mailtls.machine.Reply;
import mailtls.pop3.Pop3Heard.Challenge;
import mailtls.pop3.Pop3Heard.Err;
import mailtls.pop3.Pop3Heard.Listing;
import mailtls.pop3.Pop3Heard.Mail;
import mailtls.pop3.Pop3Heard.Ok;
import mailtls.sasl.ClientMechanism;
import mailtls.sasl.ClientMechanisms;
import mailtls.tls.Channel;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;
import mailtls.wire.Line;

/**
 * A connection to a POP3 server that is ready to be used: greeted, over TLS with a verified name (or in clear, if that was asked
 * for by name), and with the capabilities that the server listed over this very channel.
 *
 * <p>Questions may be asked by any thread and without waiting; they are sent one after the other. A promise is broken with a
 * {@link MailClientException}: {@link Failure#COMMAND} where the server said {@code -ERR}, anything else where the connection is
 * lost.
 */
public final class Pop3Client {

    /** How long a command may be, with its CRLF, in octets (RFC 2449 section 4). */
    private static final int LONGEST_COMMAND = 255;

    private final Call<Pop3Heard, Pop3Client> call;
    private final Channel channel;
    private final List<Line> capabilities;

    Pop3Client(Call<Pop3Heard, Pop3Client> call, Channel channel, List<Line> capabilities) {
        this.call = call;
        this.channel = channel;
        this.capabilities = capabilities;
    }

    /** Returns the lines of CAPA, as the server gave them over this channel; empty if it has no CAPA (RFC 2449 section 5). */
    public List<String> capabilities() {
        return capabilities.stream().map(Line::text).toList();
    }

    /** Returns what is known about TLS; nothing in clear. */
    public Optional<TlsFacts> facts() {
        return channel.facts();
    }

    /**
     * Logs in with the best mechanism that both sides know, or, over TLS, with USER and PASS where the server has no SASL (RFC 5034
     * section 4, RFC 1939 section 7).
     *
     * @return done when the maildrop is ours; broken with {@link Failure#NO_MECHANISM} if there is no safe way
     */
    public CompletableFuture<Boolean> logIn(ClientMechanisms mechanisms) {
        Optional<ClientMechanism> best = mechanisms.best(saslListed(), channel);
        if (best.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new MailClientException(Failure.NO_MECHANISM, mechanisms.whyNone(saslListed(), channel), ""));
        }
        return call.ask(
                new SaslAsk<>(best.get().begin(channel), words(best.get().name())));
    }

    /**
     * Logs in with USER and PASS (RFC 1939 section 7). Never in clear.
     *
     * @return done when the maildrop is ours
     */
    public CompletableFuture<Boolean> logIn(String account, String password) {
        if (!channel.isTls()) {
            return CompletableFuture.failedFuture(new MailClientException(Failure.PASSWORD_IN_CLEAR, "", ""));
        }
        Question pass = Question.of(Request.line("PASS " + password, "PASS " + SaslAsk.HIDDEN));
        return call.ask(new Ask<Pop3Heard, Boolean>() {

            private boolean named;

            @Override
            public Reply first() {
                return Question.of(Request.line("USER " + account));
            }

            @Override
            public Outcome<Boolean> hear(Pop3Heard reply) {
                if (!(reply instanceof Ok)) {
                    return new Outcome.Failed<>(Failure.LOGIN, reply.toString());
                }
                if (named) {
                    return new Outcome.Done<>(true);
                }
                named = true;
                return new Outcome.Say<>(pass);
            }
        });
    }

    /** Returns how many messages the maildrop has, and how many octets: the numbers of STAT (RFC 1939 section 5). */
    public CompletableFuture<String> stat() {
        return command("STAT");
    }

    /** Returns the scan listings, one a line: number and octets (RFC 1939 section 5). */
    public CompletableFuture<List<String>> list() {
        return listing("LIST");
    }

    /** Returns the unique ids, one a line: number and id (RFC 1939 section 7). */
    public CompletableFuture<List<String>> uidl() {
        return listing("UIDL");
    }

    /**
     * Returns a message (RFC 1939 section 5), octet by octet as the server has it: a CR, an LF or a NUL in it may stand alone, as in
     * mail that is older than the rules against that. Its lines are ended by CRLF.
     */
    public CompletableFuture<byte[]> retrieve(int number) {
        return mail("RETR " + number);
    }

    /** Returns the header of a message, an empty line, and so many lines of its body (RFC 1939 section 7). */
    public CompletableFuture<byte[]> top(int number, int lines) {
        return mail("TOP " + number + " " + lines);
    }

    /** Marks a message as deleted; it is gone after {@link #quit}, and not before (RFC 1939 section 5). */
    public CompletableFuture<String> delete(int number) {
        return command("DELE " + number);
    }

    /**
     * Says any command that is answered by one line, and returns the words behind {@code +OK}.
     *
     * @throws IllegalArgumentException if the command is more than one line, or it is STLS, USER, PASS, APOP, AUTH or QUIT
     */
    public CompletableFuture<String> command(String line) {
        String word = Ascii.upper(line.trim().split(" ", 2)[0]);
        if (List.of("STLS", "USER", "PASS", "APOP", "AUTH", "QUIT").contains(word)) {
            throw new IllegalArgumentException(word + " is not said like that");
        }
        return call.ask(simple(line, Yes.ALONE, Ok.class, Ok::words));
    }

    /**
     * Says any command whose {@code +OK} goes on with a list, and returns its lines. For mail there are {@link #retrieve} and {@link
     * #top}.
     *
     * @throws IllegalArgumentException if the command is more than one line
     */
    public CompletableFuture<List<String>> listing(String line) {
        return call.ask(simple(
                line,
                Yes.LISTING,
                Listing.class,
                reply -> reply.lines().stream().map(Line::text).toList()));
    }

    private CompletableFuture<byte[]> mail(String line) {
        return call.ask(
                simple(line, Yes.MAIL, Mail.class, reply -> reply.content().content()));
    }

    /** Says farewell: what was marked is deleted (RFC 1939 section 6). Done when the server has answered. */
    public CompletableFuture<String> quit() {
        return call.ask(new Ask<Pop3Heard, String>() {

            @Override
            public Reply first() {
                return Question.of(Request.line("QUIT"));
            }

            @Override
            public Outcome<String> hear(Pop3Heard reply) {
                return reply instanceof Ok yes
                        ? new Outcome.Last<>(yes.words())
                        : new Outcome.Broken<>(Failure.COMMAND, reply.toString());
            }
        });
    }

    /** Returns the promise that the connection is gone. */
    public CompletableFuture<Void> over() {
        return call.over();
    }

    /** What comes behind a yes: what the grammar of replies has to know before it reads one. */
    enum Yes {
        /** Nothing. */
        ALONE,
        /** Lines, up to a dot. */
        LISTING,
        /** A mail, which may hold what is no line, up to a dot. */
        MAIL
    }

    /**
     * A command, and what comes behind a yes to it.
     *
     * @param line the command
     */
    record Question(Request line, Yes yes) implements Reply {

        static Question of(Request line) {
            return new Question(line, Yes.ALONE);
        }

        @Override
        public boolean accepts() {
            return true;
        }

        @Override
        public List<ByteBuffer> octets() {
            return line.octets();
        }
    }

    private static <H extends Pop3Heard, T> Ask<Pop3Heard, T> simple(
            String command, Yes yes, Class<H> expected, Function<H, T> answer) {
        Question question = new Question(Request.line(command), yes);
        return new Ask<>() {

            @Override
            public Reply first() {
                return question;
            }

            @Override
            public Outcome<T> hear(Pop3Heard reply) {
                if (expected.isInstance(reply)) {
                    return new Outcome.Done<>(answer.apply(expected.cast(reply)));
                }
                return reply instanceof Err
                        ? new Outcome.Failed<>(Failure.COMMAND, reply.toString())
                        : new Outcome.Broken<>(Failure.NOT_THE_PROTOCOL, reply.toString());
            }
        };
    }

    /** Returns the mechanisms of the SASL capability (RFC 5034 section 3). */
    private List<String> saslListed() {
        return capabilities().stream()
                .map(line -> line.split(" "))
                .filter(words -> Ascii.upper(words[0]).equals("SASL"))
                .flatMap(words -> List.of(words).stream().skip(1))
                .toList();
    }

    private static SaslAsk.Words<Pop3Heard> words(String mechanism) {
        return new SaslAsk.Words<>() {

            @Override
            public Reply command(Optional<String> initial) {
                String command = "AUTH " + mechanism;
                return Question.of(
                        initial.map(response -> Request.line(command + " " + response, command + " " + SaslAsk.HIDDEN))
                                .orElseGet(() -> Request.line(command)));
            }

            @Override
            public boolean takesInitialResponse(int length) {
                return "AUTH  \r\n".length() + mechanism.length() + length <= LONGEST_COMMAND;
            }

            @Override
            public SaslAsk.Meaning meaning(Pop3Heard reply) {
                if (reply instanceof Challenge challenge) {
                    return new SaslAsk.Meaning.Challenge(challenge.base64());
                }
                if (reply instanceof Ok) {
                    return new SaslAsk.Meaning.Granted();
                }
                return reply instanceof Err no ? new SaslAsk.Meaning.Denied(no.words()) : new SaslAsk.Meaning.Beside();
            }
        };
    }
}
