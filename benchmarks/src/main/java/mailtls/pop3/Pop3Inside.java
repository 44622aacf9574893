package mailtls.pop3;

import static mailtls.pop3.Pop3State.AUTHORIZATION;
import static mailtls.pop3.Pop3State.NAMED;
import static mailtls.pop3.Pop3State.TRANSACTION;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import mailtls.machine.Command;
import mailtls.machine.Parsed;
import mailtls.pop3.Pop3Command.Auth;
import mailtls.pop3.Pop3Command.AuthPlaintext;
import mailtls.pop3.Pop3Command.AuthWithPassword;
import mailtls.pop3.Pop3Command.Capa;
import mailtls.pop3.Pop3Command.Dele;
import mailtls.pop3.Pop3Command.Noop;
import mailtls.pop3.Pop3Command.Pass;
import mailtls.pop3.Pop3Command.Quit;
import mailtls.pop3.Pop3Command.Retr;
import mailtls.pop3.Pop3Command.Rset;
import mailtls.pop3.Pop3Command.Stat;
import mailtls.pop3.Pop3Command.Stls;
import mailtls.pop3.Pop3Command.Top;
import mailtls.pop3.Pop3Command.Uidl;
import mailtls.pop3.Pop3Command.User;
import mailtls.wire.Input;
import mailtls.wire.Line;

/** What the benchmarks need of POP3's inside. */
public final class Pop3Inside {

    private Pop3Inside() {}

    /** Returns the grammar of a client's commands. */
    public static Function<Input, Parsed> grammar() {
        return Pop3Syntax::parse;
    }

    /** A command in a state over a channel: what a server looks up. */
    public static final class Question {
        private final Pop3State state;
        private final Command command;
        private final boolean tls;

        Question(Pop3State state, Command command, boolean tls) {
            this.state = state;
            this.command = command;
            this.tls = tls;
        }
    }

    /** Returns each command of a list in each state over both channels. */
    public static List<Question> questions(List<String> lines) {
        var questions = new ArrayList<Question>();
        for (String line : lines) {
            Command command = ((Parsed.Whole) Pop3Syntax.parse(new Line(line))).command();
            for (Pop3State state : List.of(AUTHORIZATION, NAMED, TRANSACTION)) {
                Stream.of(true, false)
                        .map(tls -> new Question(state, command, tls))
                        .forEach(questions::add);
            }
        }
        return questions;
    }

    /** Returns whether the table takes the command. */
    public static boolean isInTable(Question asked) {
        return Pop3Table.REQUIRED
                .find(asked.state, asked.command.getClass(), asked.tls)
                .isPresent();
    }

    /** Returns the same as the table, as somebody would write it by hand who has no table. */
    public static boolean isInSwitch(Question asked) {
        Command command = asked.command;
        return switch (asked.state) {
            case AUTHORIZATION -> isLogin(command, asked.tls) || (command instanceof User && asked.tls);
            case NAMED -> isLogin(command, asked.tls) || (command instanceof Pass && asked.tls);
            case TRANSACTION ->
                command instanceof Stat
                        || command instanceof Pop3Command.List
                        || command instanceof Retr
                        || command instanceof Dele
                        || command instanceof Noop
                        || command instanceof Rset
                        || command instanceof Top
                        || command instanceof Uidl
                        || command instanceof Capa
                        || command instanceof Quit;
            case UPGRADING, UPDATE, CLOSED -> false;
        };
    }

    private static boolean isLogin(Command command, boolean tls) {
        if (command instanceof Capa || command instanceof Quit) {
            return true;
        }
        if (command instanceof Stls) {
            return !tls;
        }
        return tls
                && (command instanceof Auth || command instanceof AuthPlaintext || command instanceof AuthWithPassword);
    }
}
