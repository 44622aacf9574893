package mailtls.machine;

/**
 * What a conversation makes of one input.
 *
 * @param heard what was understood, for the wire log; prints without secrets
 * @param reply what to say
 * @param next what to do then
 * @param mistake whether the peer did something that is not understood or not allowed
 */
public record Turn(Object heard, Reply reply, State.Next next, boolean mistake) {

    /** What was heard is not whole yet. */
    public static final Object BEGINNING = "the beginning of a command";
}
