package mailtls.mina;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilter.NextFilter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One session's TLS without a network: the test decides what has left, and when. */
class TlsSessionTest {

    private final List<TlsEvent> events = new ArrayList<>();
    private final List<Sealed> written = new ArrayList<>();
    private final SSLEngine client = TestServer.engine("TLSv1.3");
    private final ByteBuffer toClient = ByteBuffer.allocate(1 << 20).limit(0);
    private TlsSession session;

    @BeforeEach
    void connect() throws SSLException {
        NextFilter next = mock(NextFilter.class);
        doAnswer(call -> keep(call.getArgument(1))).when(next).filterWrite(any(), any());
        doAnswer(call -> events.add(call.getArgument(1))).when(next).event(any(), any());
        SSLEngine server =
                TestServer.LOCALHOST.contextTrusting(TestServer.AUTHORITY).createSSLEngine();
        server.setUseClientMode(false);
        session = new TlsSession(mock(IoSession.class), next, server, Optional.empty());
        session.begin();
        client.setUseClientMode(true);
        client.beginHandshake();
        shakeHands();
    }

    private Object keep(WriteRequest request) {
        Sealed records = (Sealed) request;
        written.add(records);
        toClient.compact();
        toClient.put(records.getMessage().buf().duplicate());
        toClient.flip();
        return records;
    }

    private void shakeHands() throws SSLException {
        while (client.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            for (Runnable task = client.getDelegatedTask(); task != null; task = client.getDelegatedTask()) {
                task.run();
            }
            if (client.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                session.received(IoBuffer.wrap(fromClient("")));
            } else if (client.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP) {
                client.unwrap(toClient, ByteBuffer.allocate(1 << 15));
            }
        }
        written.forEach(session::sent);
    }

    private ByteBuffer fromClient(String words) throws SSLException {
        ByteBuffer records = ByteBuffer.allocate(1 << 16);
        client.wrap(ByteBuffer.wrap(mailtls.wire.Ascii.octets(words)), records);
        return records.flip();
    }

    @Test
    void theHandshakeIsToldOnce() {
        assertEquals(1, events.size());
        assertTrue(events.get(0) instanceof TlsEvent.Secured);
        assertFalse(session.hasUnsent());
    }

    @Test
    void aPeerThatAsksForNewKeysAndNeverReadsIsDoneWith() throws SSLException {
        for (int i = 0; i <= TlsSession.MOST_OWN_UNSENT; i++) {
            client.beginHandshake(); // in TLS 1.3: a key update, with a request for one in return
            session.received(IoBuffer.wrap(fromClient("")));
        }

        assertEquals(new TlsEvent.Failed("the peer asks for more than it reads"), events.get(events.size() - 1));
    }

    @Test
    void aPeerThatReadsMayAskForNewKeysAsOftenAsItLikes() throws SSLException {
        for (int i = 0; i <= 2 * TlsSession.MOST_OWN_UNSENT; i++) {
            written.clear();
            client.beginHandshake();
            session.received(IoBuffer.wrap(fromClient("")));
            written.forEach(session::sent);
        }

        assertEquals(1, events.size());
    }

    @Test
    void whatArrivesWhileATaskRunsHasABound() throws SSLException {
        var tasks = new ArrayList<Runnable>();
        var told = new ArrayList<Object>();
        NextFilter next = mock(NextFilter.class);
        doAnswer(call -> told.add(call.getArgument(1))).when(next).event(any(), any());
        SSLEngine server =
                TestServer.LOCALHOST.contextTrusting(TestServer.AUTHORITY).createSSLEngine();
        server.setUseClientMode(false);
        var busy = new TlsSession(mock(IoSession.class), next, server, Optional.of(tasks::add));
        busy.begin();
        SSLEngine impatient = TestServer.engine("TLSv1.3");
        impatient.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(1 << 16);
        impatient.wrap(ByteBuffer.allocate(0), hello);
        busy.received(IoBuffer.wrap(hello.flip()));

        busy.received(IoBuffer.wrap(new byte[TlsSession.MOST_WAITING + 1]));
        tasks.remove(0).run();

        assertEquals(List.of(new TlsEvent.Failed("the peer sends more than can wait for its handshake")), told);
    }

    @Test
    void closingTwiceSendsOneCloseNotify() {
        written.clear();
        session.closeOutbound();
        session.closeOutbound();

        assertEquals(1, written.size());
    }

    @Test
    void whatComesAfterTheSessionIsGoneIsIgnored() throws SSLException {
        session.release();
        written.clear();

        session.received(IoBuffer.wrap(fromClient("too late")));

        assertEquals(List.of(), written);
        assertEquals(1, events.size());
    }
}
