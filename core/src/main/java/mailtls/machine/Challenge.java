package mailtls.machine;

import java.util.function.Function;
import mailtls.wire.Input;
import mailtls.wire.Reading;

/**
 * Asks for one more piece before the command can be answered: SMTP's 334 and 354, IMAP's and POP3's {@code +}. It stays inside
 * its row, so the table keeps exactly the RFC's states.
 *
 * @param prompt what to say now; {@link Reply#NONE} where the peer goes on unasked
 * @param reading what to read next
 * @param then takes what was read, also where it is a {@linkplain mailtls.wire.Violation violation}
 */
public record Challenge(Reply prompt, Reading reading, Function<Input, Step> then) implements Step {}
