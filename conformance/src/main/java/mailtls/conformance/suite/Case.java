package mailtls.conformance.suite;

import java.util.List;
import java.util.StringJoiner;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;

/**
 * A question to a server, or to a client.
 *
 * @param id its name, the path of the constant that it is: {@code smtp.ResultOfStartTls.FORGETS_THE_EHLO}
 * @param requirements the ids of the requirements that it decides
 * @param protocol what is spoken
 * @param mode how the connection comes to TLS
 * @param isIntrusive whether it may cost the server something, or harm it: it sends or deletes mail, guesses passwords, or asks much
 * @param script what is played
 */
public record Case(
        String id, List<String> requirements, MailProtocol protocol, Mode mode, boolean isIntrusive, Played script) {

    public Case {
        requirements = List.copyOf(requirements);
    }

    /** Returns a case that is a dialogue, named after a constant. */
    public static Case of(Enum<?> constant, MailProtocol protocol, Mode mode, String requirements, String dialogue) {
        List<String> ids = List.of(requirements.split(" "));
        return new Case(named(constant, protocol), ids, protocol, mode, false, Player.of(Dialogue.of(dialogue)));
    }

    private static String named(Enum<?> constant, MailProtocol protocol) {
        return "%s.%s.%s".formatted(protocol, constant.getDeclaringClass().getSimpleName(), constant.name());
    }

    /** Returns it with a word more in its name, which tells it from its twins. */
    public Case called(Enum<?> twin) {
        return new Case(id + "." + twin.name(), requirements, protocol, mode, isIntrusive, script);
    }

    /** Returns it as one that may cost the server something, or harm it. */
    public Case intrusive() {
        return new Case(id, requirements, protocol, mode, true, script);
    }

    /** Returns the same case, asked in another way. */
    Case playing(Played another) {
        return new Case(id, requirements, protocol, mode, isIntrusive, another);
    }

    /** Returns whether it can be played only by somebody with an account. */
    public boolean needsAccount() {
        return script.needsAccount();
    }

    /** Returns whether it sends mail to somebody. */
    public boolean needsRecipient() {
        return script.needsRecipient();
    }

    /** Returns the options without which it is not played: {@code --user --intrusive}; empty for most. */
    public String takes() {
        var options = new StringJoiner(" ");
        if (needsAccount()) {
            options.add("--user");
        }
        if (needsRecipient()) {
            options.add("--recipient");
        }
        if (isIntrusive) {
            options.add("--intrusive");
        }
        return options.toString();
    }

    /** Returns what is played, for a person to read. */
    public String play() {
        return script.toString();
    }
}
