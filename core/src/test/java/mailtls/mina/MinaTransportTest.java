package mailtls.mina;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.transport.socket.nio.NioSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MinaTransportTest {

    private final NioSession session = mock(NioSession.class);
    private final SocketChannel socket = mock(SocketChannel.class);
    private final IoFilterChain chain = mock(IoFilterChain.class);
    private final Timers timers = mock(Timers.class);
    private final TlsFilter tls = new TlsFilter(
            () -> {
                throw new AssertionError("no engine is wanted here");
            },
            Optional.empty());
    private final MinaTransport transport = new MinaTransport(session, tls, Limits.DEFAULT.withOutput(100_000), timers);

    @BeforeEach
    void chain() {
        when(session.getFilterChain()).thenReturn(chain);
        doReturn(socket).when(session).getChannel();
    }

    @Test
    void theGoAheadIsPastTheFiltersPlaceBeforeTheFilterComes() {
        transport.send(List.of(octets("go\r\n")));
        transport.startTls(octets("early"));

        var order = inOrder(session, chain, timers);
        order.verify(chain).fireFilterWrite(any());
        order.verify(timers).startHandshake();
        order.verify(chain).addFirst("tls", tls);
        order.verify(chain).fireMessageReceived(any());
    }

    @Test
    void nothingIsFedToTlsIfNothingCameEarly() {
        transport.send(List.of(octets("go\r\n")));
        transport.startTls(octets(""));

        verify(chain).addFirst(eq("tls"), any());
        verify(chain, never()).fireMessageReceived(any());
    }

    @Test
    void whatIsSaidTogetherIsWrittenTogether() {
        transport.send(List.of(octets("one\r\n"), octets("two\r\n")));
        transport.send(List.of(octets("three\r\n")));
        transport.flush();

        verify(chain, times(1)).fireFilterWrite(any());
    }

    @Test
    void onlyAFewPortionsAreUnderWayAtATime() {
        transport.send(List.of(ByteBuffer.allocate(10 * Outbox.PORTION)));
        transport.flush();
        verify(chain, times(2)).fireFilterWrite(any());

        transport.sent();
        verify(chain, times(3)).fireFilterWrite(any());
        assertFalse(transport.isQuiet());
    }

    @Test
    void aPeerThatDoesNotReadIsNotReadEither() {
        // Most of it is handed on at once; it has not left for all that, and the endpoint takes no more commands.
        transport.send(List.of(ByteBuffer.allocate(100_000)));
        transport.flush();
        verify(session).suspendRead();

        while (!transport.isQuiet()) {
            transport.sent();
        }
        verify(session).resumeRead();
    }

    @Test
    void anotherThreadThanTheSessionsOwnLeavesReadingAlone() throws InterruptedException {
        var other = new Thread(() -> {
            transport.send(List.of(ByteBuffer.allocate(100_000)));
            transport.flush();
        });
        other.start();
        other.join();
        verify(session, never()).suspendRead();

        transport.sent();

        verify(session).suspendRead();
    }

    @Test
    void closingWaitsForWhatWasSaid() throws IOException {
        transport.send(List.of(octets("bye\r\n")));
        transport.close();
        transport.flush();
        verify(socket, never()).shutdownOutput();

        transport.sent();

        verify(socket).shutdownOutput();
        verify(timers).startLinger();
        assertTrue(transport.isClosing());
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(Ascii.octets(text));
    }
}
