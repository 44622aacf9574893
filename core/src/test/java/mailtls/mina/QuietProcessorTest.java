package mailtls.mina;

import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import org.apache.mina.transport.socket.nio.NioSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** This thread is the processor's own: it waits, and what it does behind that is a turn. */
class QuietProcessorTest {

    private static final long A_SECOND = 1_000;

    private final AbstractSelector selector = mock(AbstractSelector.class);
    private final NioSession session = mock(NioSession.class);
    private QuietProcessor processor;

    @BeforeEach
    void make() throws IOException {
        SelectorProvider selectors = mock(SelectorProvider.class);
        when(selectors.openSelector()).thenReturn(selector);
        processor = new QuietProcessor(Runnable::run, selectors);
    }

    @Test
    void itsOwnThreadDoesNotWakeItUpInItsTurn() throws Exception {
        processor.select(A_SECOND);
        processor.wakeup();

        verify(selector, never()).wakeup();
    }

    @Test
    void anotherThreadWakesItUp() throws Exception {
        processor.select(A_SECOND);
        var another = new Thread(processor::wakeup);
        another.start();
        another.join();

        verify(selector).wakeup();
    }

    @Test
    void whatItOwesItselfIsDoneWithoutWaiting() throws Exception {
        processor.select(A_SECOND);
        processor.wakeup();
        processor.select(A_SECOND);

        var order = inOrder(selector);
        order.verify(selector).select(anyLong());
        order.verify(selector).wakeup();
        order.verify(selector).select(anyLong());
    }

    @Test
    void aDebtIsPaidOnce() throws Exception {
        processor.select(A_SECOND);
        processor.wakeup();
        processor.select(A_SECOND);
        processor.select(A_SECOND);

        verify(selector, times(1)).wakeup();
    }

    @Test
    void whatIsSentInTheSameTurnIsNotOwed() throws Exception {
        processor.select(A_SECOND);
        processor.wakeup();
        processor.setInterestedInWrite(session, false);
        processor.select(A_SECOND);

        verify(selector, never()).wakeup();
    }

    @Test
    void toWaitForRoomIsNotToSend() throws Exception {
        processor.select(A_SECOND);
        processor.wakeup();
        processor.setInterestedInWrite(session, true);
        processor.select(A_SECOND);

        verify(selector).wakeup();
    }

    @Test
    void whenItHasNoSessionsItsThreadMayGoAndIsHeardAsAnyOther() throws Exception {
        when(selector.keys()).thenReturn(Set.<SelectionKey>of());
        processor.select(A_SECOND);
        processor.allSessionsCount();
        processor.wakeup();

        verify(selector).wakeup();
    }
}
