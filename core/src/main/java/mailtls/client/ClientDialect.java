package mailtls.client;

import java.util.Optional;
import mailtls.machine.Command;
import mailtls.machine.Dialect;
import mailtls.machine.Farewell;
import mailtls.machine.Refusal;
import mailtls.machine.Reply;

/**
 * What all clients have in common: the same machine turned round. The table's rows take the server's replies, the handlers
 * return what to say to them, and a reply that no row is for ends the connection.
 */
public interface ClientDialect extends Dialect {

    /** Returns the call that this conversation is a part of. */
    Call<?, ?> call();

    @Override
    default Reply greeting() {
        return Reply.NONE;
    }

    @Override
    default Reply refuse(Command reply, Refusal why) {
        call().fail(Failure.EARLY_REPLY, reply.toString());
        return Reply.NONE;
    }

    @Override
    default Reply farewell(Farewell why) {
        return Reply.NONE;
    }

    @Override
    default Optional<Reply> news() {
        return call().next();
    }

    @Override
    default boolean awaitsLogin() {
        return !call().isReady();
    }

    @Override
    default int failedLogins() {
        return 0;
    }

    @Override
    default boolean forgives() {
        return false;
    }

    /** An answer that waits while we ask was not meant for this question. */
    @Override
    default boolean refusesEarly(int octets) {
        call().fail(Failure.EARLY_REPLY, octets + " octets were waiting");
        return true;
    }
}
