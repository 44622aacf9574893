package mailtls.imap;

import java.util.Optional;
import java.util.function.Function;
import mailtls.imap.ImapSyntax.Understood;
import mailtls.imap.ImapSyntax.Understood.Beginning;
import mailtls.machine.Command;
import mailtls.machine.Parsed;
import mailtls.machine.Refusal;
import mailtls.machine.Reply;
import mailtls.wire.Input;
import mailtls.wire.Limits;
import mailtls.wire.Line;
import mailtls.wire.Octets;
import mailtls.wire.Reading;
import mailtls.wire.Violation;

/**
 * Joins the lines and literals of a command (RFC 9051 section 4.3, RFC 7888).
 *
 * <p>A client that waits is invited only if the command would be taken and makes sense so far; else it is refused at
 * once, and sends no literal. A client that does not wait has sent the literal already: its octets and the line behind
 * them belong to the command, whatever becomes of it, or a user name would be obeyed as a command.
 */
final class CommandAssembler {

    /** How many literals one command may have. */
    static final int MOST_LITERALS = 100;

    /** Words the refusal of a command that has not been read to its end. */
    interface Refuser {
        ImapReply refuse(Tag tag, String name, Refusal why);
    }

    private final Limits limits;
    private final Function<Class<? extends Command>, Optional<Refusal>> refusal;
    private final Refuser refuser;

    private CommandAssembler(
            Limits limits, Function<Class<? extends Command>, Optional<Refusal>> refusal, Refuser refuser) {
        this.limits = limits;
        this.refusal = refusal;
        this.refuser = refuser;
    }

    /**
     * Understands the first line of a command, or the violation that came instead of one.
     *
     * @param limits how much is held of a command
     * @param refusal why a command would be refused now, if it would
     * @param refuser words that
     */
    static Parsed begin(
            Input input,
            Limits limits,
            Function<Class<? extends Command>, Optional<Refusal>> refusal,
            Refuser refuser) {
        var assembler = new CommandAssembler(limits, refusal, refuser);
        return input instanceof Line line
                ? assembler.take(Assembled.of(line.text()))
                : assembler.broken((Violation) input, tagOf((Violation) input));
    }

    private Parsed take(Assembled words) {
        Optional<LiteralMark> mark = LiteralMark.atEndOf(words.lastLine());
        Understood understood = ImapSyntax.understand(words);
        if (understood instanceof Understood.Faulty faulty) {
            return reject(faulty.reply(), mark);
        }
        if (understood instanceof Understood.Complete complete) {
            return new Parsed.Whole(complete.command());
        }
        return await(words, (Beginning) understood, mark.orElseThrow());
    }

    private Parsed await(Assembled words, Beginning beginning, LiteralMark mark) {
        Optional<Refusal> why = refusal.apply(beginning.command());
        if (mark.waits() && why.isPresent()) {
            return new Parsed.Malformed(refuser.refuse(beginning.tag(), beginning.name(), why.get()));
        }
        // What is refused and has come unasked is read all the same, while it is small: the refusal comes at its end.
        boolean isMail = beginning.command() == ImapCommand.Append.class && why.isEmpty();
        long room = (isMail ? (long) limits.message() + limits.line() : limits.literal()) - words.size();
        if (mark.octets() > room || words.literals().size() == MOST_LITERALS) {
            return reject(ImapReply.tooBig(beginning.tag()), Optional.of(mark));
        }
        return new Parsed.Unfinished(
                mark.waits() ? ImapReply.goOn("Go on") : Reply.NONE,
                new Reading.OfOctets((int) mark.octets()),
                literal -> nextLine(more -> join(words, beginning, (Octets) literal, more)));
    }

    private Parsed join(Assembled words, Beginning beginning, Octets literal, Input more) {
        return more instanceof Line line
                ? take(words.with(literal, line.text()))
                : broken((Violation) more, Optional.of(beginning.tag()));
    }

    private Parsed broken(Violation violation, Optional<Tag> tag) {
        String words = "The line has " + violation.sin().description();
        ImapReply reply = tag.map(known -> ImapReply.bad(known, words)).orElseGet(() -> ImapReply.bad(words));
        return reject(reply, LiteralMark.atEndOf(violation.end().text()));
    }

    /** A question mark may stand for an octet that was no part of a tag, so what has one is not believed. */
    private static Optional<Tag> tagOf(Violation violation) {
        return Tag.atStartOf(violation.start().text()).filter(tag -> !tag.text().contains("?"));
    }

    /** Rejects a command, with the rest of it that is on its way already. */
    private Parsed reject(ImapReply reply, Optional<LiteralMark> mark) {
        if (mark.isEmpty() || mark.get().waits()) {
            return new Parsed.Malformed(reply);
        }
        return new Parsed.Unfinished(
                Reply.NONE,
                new Reading.Skip(mark.get().octets()),
                skipped -> nextLine(line -> reject(reply, LiteralMark.atEndOf(endOf(line)))));
    }

    /** Returns as much of a line as shows whether it announces a literal. */
    static String endOf(Input line) {
        return line instanceof Line whole
                ? whole.text()
                : ((Violation) line).end().text();
    }

    private Parsed nextLine(Function<Input, Parsed> then) {
        return new Parsed.Unfinished(Reply.NONE, new Reading.OfLine(limits.line()), then);
    }
}
