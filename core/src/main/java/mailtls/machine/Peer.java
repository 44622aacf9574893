package mailtls.machine;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import mailtls.event.Event;

/**
 * Who is at the other end, as TCP tells it, and the two things a conversation may do beside answering.
 *
 * @param address the peer's address and port
 * @param events takes what is worth knowing
 * @param nudge asks for {@link Conversation#news()} to be sent soon; may be called by any thread, at any time
 */
public record Peer(InetSocketAddress address, Consumer<Event> events, Runnable nudge) {

    /** Says that something happened. */
    public void tell(Event event) {
        events.accept(event);
    }
}
