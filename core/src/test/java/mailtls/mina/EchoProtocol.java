package mailtls.mina;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import mailtls.machine.Conversation;
import mailtls.machine.Farewell;
import mailtls.machine.Peer;
import mailtls.machine.Protocol;
import mailtls.machine.Reply;
import mailtls.machine.State;
import mailtls.machine.Turn;
import mailtls.tls.Channel;
import mailtls.wire.Ascii;
import mailtls.wire.Input;
import mailtls.wire.Line;
import mailtls.wire.Reading;

/**
 * A protocol for tests of the transport: says back what it hears, and does on request what makes transports stumble.
 *
 * <pre>
 * STARTTLS    go      begins TLS
 * QUIT        bye     closes
 * BULK n      n octets and CRLF
 * THROW       an exception in the handler
 * ERROR       an error in the handler
 * NUDGE       nudges every conversation of this protocol, which then say “news”
 * LOGIN       hello   is logged in
 * </pre>
 */
final class EchoProtocol implements Protocol {

    private final String applicationProtocol;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    final List<String> heard = new CopyOnWriteArrayList<>();
    final AtomicInteger ended = new AtomicInteger();

    EchoProtocol(String applicationProtocol) {
        this.applicationProtocol = applicationProtocol;
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public String applicationProtocol() {
        return applicationProtocol;
    }

    @Override
    public Conversation begin(Channel channel, Peer peer) {
        peers.add(peer);
        return new Echo(channel);
    }

    private final class Echo implements Conversation {

        private final Channel channel;
        private boolean loggedIn;

        Echo(Channel channel) {
            this.channel = channel;
        }

        @Override
        public Reply greeting() {
            return words("hello over " + (channel.isTls() ? "tls" : "clear"));
        }

        @Override
        public Reply reopening() {
            return Reply.NONE;
        }

        @Override
        public boolean refusesEarly(int octets) {
            return false;
        }

        @Override
        public Reading reading() {
            return new Reading.OfLine(200);
        }

        @Override
        public Turn hear(Input input) {
            if (!(input instanceof Line line)) {
                return read(words("what?"));
            }
            heard.add(line.text());
            String[] said = line.text().split(" ");
            return switch (said[0]) {
                case "STARTTLS" -> new Turn(line, words("go"), State.Next.HANDSHAKE, false);
                case "QUIT" -> new Turn(line, words("bye"), State.Next.CLOSE, false);
                case "BULK" -> read(bulk(Integer.parseInt(said[1])));
                case "THROW" -> throw new IllegalStateException("asked for");
                case "ERROR" -> throw new StackOverflowError("asked for");
                case "NUDGE" -> {
                    peers.forEach(peer -> peer.nudge().run());
                    yield read(words("nudged"));
                }
                case "LOGIN" -> {
                    loggedIn = true;
                    yield read(words("hello"));
                }
                default -> read(words("echo " + line.text()));
            };
        }

        @Override
        public Optional<Reply> news() {
            return Optional.of(words("news"));
        }

        @Override
        public Reply farewell(Farewell why) {
            return words("farewell: " + why.reason());
        }

        @Override
        public boolean awaitsLogin() {
            return !loggedIn;
        }

        @Override
        public int failedLogins() {
            return 0;
        }

        @Override
        public void end() {
            ended.incrementAndGet();
        }

        private Turn read(Reply reply) {
            return new Turn("a line", reply, State.Next.READ, false);
        }
    }

    private static Reply bulk(int count) {
        byte[] octets = new byte[count + 2];
        Arrays.fill(octets, (byte) 'x');
        octets[count] = '\r';
        octets[count + 1] = '\n';
        return reply(octets);
    }

    private static Reply words(String words) {
        return reply(Ascii.octets(words + "\r\n"));
    }

    private static Reply reply(byte[] octets) {
        return new Reply() {
            @Override
            public boolean accepts() {
                return true;
            }

            @Override
            public List<ByteBuffer> octets() {
                return List.of(ByteBuffer.wrap(octets));
            }
        };
    }
}
