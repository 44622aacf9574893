package mailtls.machine;

import java.util.Optional;
import mailtls.wire.Input;
import mailtls.wire.Reading;

/** What is said over one channel. It knows nothing of what was said over another: it is begun anew, never reset. */
public interface Conversation {

    /** Returns what to say first, on a connection that begins with this channel. */
    Reply greeting();

    /**
     * Returns what to say first over a channel that STARTTLS has made: a server waits to be asked, since there is no second
     * greeting (RFC 3207 section 4.2); a client asks again what the server can do.
     */
    Reply reopening();

    /** Returns what to read next. */
    Reading reading();

    /** Takes one input and answers it; never throws, whatever the input. */
    Turn hear(Input input);

    /** Returns what is to be said unasked now, if anything: an IMAP server in IDLE has news. */
    Optional<Reply> news();

    /**
     * Is told that octets of the peer were waiting when we said something. To a server that is pipelining; to a client it is an
     * answer that came before the question.
     *
     * @return whether that ends the connection
     */
    boolean refusesEarly(int octets);

    /** Returns the words to end with, unasked. */
    Reply farewell(Farewell why);

    /** Returns whether the peer still has to log in before it can do anything of use. */
    boolean awaitsLogin();

    /** Returns how many log-ins have failed. */
    int failedLogins();

    /** Gives back what was held for the peer; what was not finished is not done. Nothing is said after it. */
    void end();
}
