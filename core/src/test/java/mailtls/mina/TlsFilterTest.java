package mailtls.mina;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mailtls.tls.Engines;
import mailtls.tls.ServerIdentity;
import mailtls.tls.TlsPolicy;
import mailtls.wire.Ascii;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterLifeCycleException;
import org.apache.mina.core.future.WriteFuture;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteToClosedSessionException;
import org.apache.mina.filter.FilterEvent;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.apache.mina.transport.socket.nio.NioSocketConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The filter by itself, under handlers that know nothing of mail. */
class TlsFilterTest {

    private final Engines engines = new Engines(
            List.of(ServerIdentity.of(TestServer.LOCALHOST.key(), List.of(TestServer.LOCALHOST.certificate()))),
            List.of(),
            TlsPolicy.DEFAULT);
    private final NioSocketAcceptor acceptor = new NioSocketAcceptor(1);
    private final Recorder recorder = new Recorder();

    @BeforeEach
    void listen() throws IOException {
        acceptor.getFilterChain().addFirst("tls", new TlsFilter(() -> engines.server(""), Optional.empty()));
        acceptor.setHandler(recorder);
        acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() {
        acceptor.dispose(true);
    }

    private WireClient connect() throws IOException {
        return WireClient.connect(acceptor.getLocalAddress(), TestServer.engine());
    }

    @Test
    void whatIsWrittenBeforeTheHandshakeArrivesAfterIt() throws Exception {
        recorder.greeting = "first words\r\n";
        try (WireClient client = connect().handshake()) {
            assertEquals("first words\r\n", client.line());
        }
    }

    @Test
    void moreThanMayBeWrittenBeforeTheHandshakeIsRefusedToTheWriter() throws Exception {
        recorder.greeting = "x".repeat(TlsSession.MOST_DEFERRED + 1);
        try (WireClient client = connect().handshake()) {
            WriteFuture greeting = recorder.greetings.poll(10, TimeUnit.SECONDS);

            assertInstanceOf(WriteToClosedSessionException.class, greeting.getException());
            assertEquals("echo hi\r\n", client.say("hi\r\n").line());
        }
    }

    @Test
    void securedIsToldBeforeTheFirstMessage() throws Exception {
        try (WireClient client = connect().handshake()) {
            client.say("hi\r\n").line();
        }
        assertEquals("Secured", recorder.next());
        assertEquals("hi\r\n", recorder.next());
    }

    @Test
    void aSessionThatAnybodyClosesBehindItsLastWordsSendsCloseNotify() throws Exception {
        try (WireClient client = connect().handshake()) {
            assertEquals("echo closeOnFlush\r\n", client.say("closeOnFlush\r\n").rest());

            assertTrue(client.gotCloseNotify());
        }
    }

    /** MINA throws away what waits when a session is closed at once; a close_notify behind the gap would not be TLS. */
    @RepeatedTest(30)
    void aSessionThatAnybodyClosesAtOnceEndsAndNoRecordIsBroken() throws Exception {
        try (WireClient client = connect().handshake()) {
            assertEquals("", client.say("closeNow\r\n").rest());
        }
    }

    @Test
    void aWriteAfterTheEndOfTlsFailsAtOnce() throws Exception {
        try (WireClient client = connect().handshake()) {
            client.say("hi\r\n").line();
            IoSession session =
                    acceptor.getManagedSessions().values().iterator().next();
            TlsFilter.closeOutbound(session);

            WriteFuture late = session.write(IoBuffer.wrap(Ascii.octets("too late")));

            assertTrue(late.await(10_000));
            assertInstanceOf(WriteToClosedSessionException.class, late.getException());
        }
    }

    @Test
    void nothingIsCountedAsWaitingOnceAllHasLeft() throws Exception {
        try (WireClient client = connect().handshake()) {
            for (int i = 0; i < 50; i++) {
                client.say(i + "\r\n").line();
            }

            assertEquals("0 messages, 0 octets\r\n", client.say("waiting\r\n").line());
        }
    }

    @Test
    void aSecondFilterIsRefused() throws Exception {
        try (WireClient client = connect().handshake()) {
            client.say("hi\r\n").line();
            IoSession session =
                    acceptor.getManagedSessions().values().iterator().next();

            assertThrows(
                    IoFilterLifeCycleException.class,
                    () -> session.getFilterChain()
                            .addFirst("again", new TlsFilter(() -> engines.server(""), Optional.empty())));
        }
    }

    @Test
    void aClientUsesTheSameFilter() throws Exception {
        var connector = new NioSocketConnector(1);
        var answers = new Recorder();
        answers.greeting = "from a client\r\n";
        answers.echoes = false;
        connector.getFilterChain().addFirst("tls", new TlsFilter(TlsFilterTest::clientEngine, Optional.empty()));
        connector.setHandler(answers);

        IoSession session =
                connector.connect(acceptor.getLocalAddress()).await().getSession();

        assertEquals("Secured", answers.next());
        assertEquals("echo from a client\r\n", answers.next());
        session.closeNow().await();
        assertEquals("Secured", recorder.next());
        assertEquals("from a client\r\n", recorder.next());
        assertEquals("PeerClosed", recorder.next());
        connector.dispose(true);
    }

    private static javax.net.ssl.SSLEngine clientEngine() {
        javax.net.ssl.SSLEngine engine = TestServer.engine();
        engine.setUseClientMode(true);
        return engine;
    }

    /** Notes what it hears, and says it back. */
    private static final class Recorder extends IoHandlerAdapter {

        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final BlockingQueue<WriteFuture> greetings = new LinkedBlockingQueue<>();
        private String greeting = "";
        private boolean echoes = true;

        String next() throws InterruptedException {
            return Optional.ofNullable(heard.poll(10, TimeUnit.SECONDS)).orElse("nothing");
        }

        @Override
        public void sessionOpened(IoSession session) {
            if (!greeting.isEmpty()) {
                greetings.add(session.write(IoBuffer.wrap(Ascii.octets(greeting))));
            }
        }

        @Override
        public void messageReceived(IoSession session, Object message) {
            String words = Ascii.text(((IoBuffer) message).buf());
            heard.add(words);
            if (words.startsWith("waiting")) {
                // Asked on the I/O thread, which has done with all that left before.
                String waiting = session.getScheduledWriteMessages() + " messages, " + session.getScheduledWriteBytes()
                        + " octets\r\n";
                session.write(IoBuffer.wrap(Ascii.octets(waiting)));
            } else if (words.startsWith("closeNow")) {
                session.closeNow();
            } else if (echoes) {
                session.write(IoBuffer.wrap(Ascii.octets("echo " + words)));
            }
            if (words.startsWith("closeOnFlush")) {
                session.closeOnFlush();
            }
        }

        @Override
        public void event(IoSession session, FilterEvent event) {
            heard.add(event.getClass().getSimpleName());
        }

        @Override
        public void exceptionCaught(IoSession session, Throwable cause) {
            heard.add(cause.getClass().getSimpleName());
        }
    }
}
