package mailtls.conformance.mitm;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** What a client is made to hear in clear, in place of what the server has said. */
final class Forgery {

    private final Attack attack;
    private final Speech speech;
    private final Onlooker onlooker;
    private boolean isGreeting = true;

    Forgery(Attack attack, Speech speech, Onlooker onlooker) {
        this.attack = attack;
        this.speech = speech;
        this.onlooker = onlooker;
    }

    /** Returns the lines that go to the client for one of the server. */
    List<String> of(String line) {
        boolean greeting = isGreeting;
        isGreeting = false;
        List<String> forged = switch (attack) {
            case STRIP -> speech.withoutOffer(line).stream().toList();
            case PREAUTH -> List.of(greeting ? line.replaceFirst("^\\* OK", "* PREAUTH") : line);
            case REFUSE, FEIGN -> List.of(speech.withLogin(line));
            case EARLY_REPLY ->
                greeting || !speech.endsList(line) ? List.of(speech.withLogin(line)) : withGoAhead(line);
            default -> List.of(line);
        };
        if (!forged.equals(List.of(line))) {
            onlooker.middle("makes of it: " + (forged.isEmpty() ? "nothing" : joined(forged)));
        }
        return forged;
    }

    /** Behind the end of a list comes what is not asked for yet. */
    private List<String> withGoAhead(String line) {
        return List.of(line, speech.goAhead(Speech.next(speech.tag(line))));
    }

    /** Says the go-ahead to the client, and what is to stand behind it. */
    void goAhead(String line, String tag, End client) throws IOException {
        List<String> reply = speech.reply(tag);
        if (attack == Attack.INJECT_REPLY) {
            onlooker.middle("puts behind it: " + joined(reply));
            client.say(Stream.concat(Stream.of(line), reply.stream()).toList());
            return;
        }
        client.say(List.of(line));
        if (attack == Attack.LATE_REPLY) {
            onlooker.middle("says after it: " + joined(reply));
            client.say(reply);
        }
    }

    /** Returns lines as one. */
    static String joined(List<String> lines) {
        return String.join(" / ", lines);
    }
}
