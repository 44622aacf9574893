package mailtls.conformance.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import javax.net.ssl.SSLEngine;
import mailtls.conformance.peer.Handshake;
import mailtls.conformance.peer.Heard;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.peer.SocketPeer;
import mailtls.tls.Channel;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;

/** One connection of a client under test, met as a scenario has it. */
final class Visit {

    private static final String CRLF = "\r\n";
    private static final String TLS_1_2 = "TLSv1.2";
    private static final String TLS_1_3 = "TLSv1.3";

    private final Scene scene;
    private final Scenario.Meeting meeting;
    private final SocketPeer peer;
    private final SSLEngine engine;
    private final Witness witness;
    private final StringBuilder segment = new StringBuilder();
    private GoodServer good;
    private Scenario.Part part;
    private boolean over;
    private boolean isFirst = true;
    private String lastSaid = "";
    private Optional<Heard> next = Optional.empty();

    Visit(Scene scene, Scenario.Meeting meeting, SocketPeer peer, SSLEngine engine) {
        this.scene = scene;
        this.meeting = meeting;
        this.peer = peer;
        this.engine = engine;
        this.witness = scene.witness();
        this.part = meeting.clear();
        this.good = goodServer(Channel.CLEARTEXT);
    }

    private GoodServer goodServer(Channel channel) {
        return GoodServer.of(scene.protocol(), scene.house(), scene.isMx(), channel);
    }

    /** Meets the client, until one of the two has had enough. */
    void meet() {
        try (peer) {
            open();
            while (!over) {
                Heard heard = next.orElseGet(peer::line);
                next = Optional.empty();
                if (heard instanceof Heard.Line line) {
                    hear(line.text());
                } else if (heard instanceof Heard.Ended ended) {
                    end(ended);
                }
            }
        }
    }

    private void open() {
        if (scene.mode() == Mode.STARTTLS) {
            greet();
            return;
        }
        perform(beforeTls(), Optional.empty());
        if (!over) {
            shake();
        }
    }

    private List<Step> beforeTls() {
        return part.opening().stream()
                .filter(step -> !(step instanceof Step.Tls))
                .toList();
    }

    /** A scenario that begins with TLS has nothing to say before it. */
    private void greet() {
        String greeting = good.said();
        List<Step> steps = beforeTls();
        if (steps.isEmpty()) {
            say(greeting);
        } else {
            perform(steps, Optional.empty());
        }
    }

    private void end(Heard.Ended ended) {
        over = true;
        if (ended.how() == Heard.How.CLEARTEXT) {
            new BrokenTls(scene, peer).tell("it goes on in clear where TLS should be: ", ended.detail());
        }
    }

    private void hear(String line) {
        if (!peer.isOverTls() && isRecord(line)) {
            over = true;
            return;
        }
        Said said = Said.of(scene.protocol(), line);
        judge(said);
        Optional<List<Step>> steps = part.answer(said.word());
        if (steps.isEmpty()) {
            answerAsUsual(said);
            return;
        }
        witness.reached(steps.get());
        swallowLiterals(line);
        if (said.isHarmless() && !said.asksForTls() && !said.isFarewell()) {
            // It has been said, whatever is answered: without an EHLO a good server takes nothing else.
            good.hear(line + CRLF);
        }
        perform(steps.get(), Optional.of(said));
        if (said.isExchange() && asksForMore()) {
            takeBack(said);
        }
    }

    private static boolean isRecord(String line) {
        return !line.isEmpty() && line.charAt(0) >= 20 && line.charAt(0) <= 23;
    }

    private void judge(Said said) {
        boolean tls = peer.isOverTls();
        if (tls) {
            witness.spokeOverTls();
        }
        if (!tls && !said.isHarmless()) {
            witness.fault("it says “" + said + "” in clear", "nothing but what leads to TLS");
        }
        if (tls && said.asksForTls()) {
            witness.fault("it asks for TLS inside TLS", "STARTTLS only in clear");
        }
        part.never().stream()
                .filter(said::beginsWith)
                .forEach(words -> witness.fault("it says “" + said + "”", "never: " + words));
        scene.scenario().most().forEach((words, most) -> {
            if (said.beginsWith(words) && witness.said(words) == most + 1) {
                witness.fault("it says “" + words + "” more than " + most + " times", "most: " + most + " " + words);
            }
        });
        if (isFirst && !part.first().isEmpty() && !part.first().contains(said.word())) {
            witness.fault("its first command is “" + said + "”", "first: " + String.join(" | ", part.first()));
        }
        isFirst = false;
        if (tls && !said.isHarmless()) {
            judgeProgress(said);
        }
        if (said.asksForTls() && !peer.unread().isEmpty() && !isRecord(peer.unread())) {
            witness.fault(
                    "behind " + said.word() + " it says “"
                            + Ascii.printable(peer.unread()).strip() + "” before it is answered",
                    "nothing behind " + said.word());
        }
    }

    private void judgeProgress(Said said) {
        Expectation expected = scene.scenario().expectation();
        String reason = "it goes on to “" + said + "”";
        if (expected == Expectation.FAILS) {
            witness.fault(reason, expected.toString());
        } else if (expected == Expectation.SHOULD_FAIL) {
            witness.slip(reason, expected.toString());
        }
    }

    /* What a good server answers. */

    private void answerAsUsual(Said said) {
        String answer = good.hear(said.line() + CRLF);
        answer = withLiterals(said.line(), answer);
        say(answer);
        if (good.wantsTls()) {
            if (!peer.isOverTls()) {
                shake();
            }
            return;
        }
        if (said.word().equals("DATA") && lastSaid.startsWith("354")) {
            takeContent();
        }
        if (said.word().equals("BDAT")) {
            takeChunk(said);
        }
        while (said.isExchange() && asksForMore() && !over) {
            takeLine();
        }
        noteWhetherItWorked(said);
        over |= good.closes();
    }

    private boolean asksForMore() {
        return lastSaid.startsWith("+ ") || lastSaid.equals("+") || lastSaid.startsWith("334");
    }

    /** A literal belongs to the command that it stands in. */
    private String withLiterals(String line, String answer) {
        String last = line;
        String said = answer;
        for (Matcher literal = literal(last); literal.find() && !over; literal = literal(last)) {
            boolean waits = literal.group(2).isEmpty();
            if (waits && !said.startsWith("+")) {
                return said;
            }
            if (waits) {
                say(said);
            }
            Optional<String> octets = text(peer.octets(Integer.parseInt(literal.group(1))));
            Optional<String> rest = octets.flatMap(here -> text(peer.line()));
            if (rest.isEmpty()) {
                over = true;
                return "";
            }
            last = rest.get();
            said = good.hear(octets.get() + last + CRLF);
        }
        return said;
    }

    private Matcher literal(String line) {
        return Said.literal(scene.protocol() == MailProtocol.IMAP ? line : "");
    }

    /** What is answered otherwise is not waited for; what comes all the same is no command. */
    private void swallowLiterals(String line) {
        String last = line;
        for (Matcher literal = literal(last);
                literal.find() && !literal.group(2).isEmpty();
                literal = literal(last)) {
            Optional<String> rest =
                    text(peer.octets(Integer.parseInt(literal.group(1)))).flatMap(octets -> text(peer.line()));
            if (rest.isEmpty()) {
                over = true;
                return;
            }
            last = rest.get();
        }
    }

    private static Optional<String> text(Heard heard) {
        return heard instanceof Heard.Line line ? Optional.of(line.text()) : Optional.empty();
    }

    private void takeContent() {
        boolean inside = true;
        while (inside && !over) {
            Optional<String> line = text(peer.line());
            over |= line.isEmpty();
            if (line.isPresent()) {
                say(good.hear(line.get() + CRLF));
                inside = !line.get().equals(".");
            }
        }
    }

    private void takeChunk(Said said) {
        String[] words = said.line().split(" ");
        if (words.length > 1 && words[1].matches("\\d{1,7}")) {
            Optional<String> chunk = text(peer.octets(Integer.parseInt(words[1])));
            over |= chunk.isEmpty();
            chunk.ifPresent(octets -> say(good.hear(octets)));
        }
    }

    private void takeLine() {
        Optional<String> line = text(peer.line());
        over |= line.isEmpty();
        line.ifPresent(words -> say(good.hear(words + CRLF)));
    }

    /** What it says to a question that the scenario has asked is refused. */
    private void takeBack(Said said) {
        Optional<String> line = text(peer.line());
        over |= line.isEmpty();
        if (!over) {
            say(
                    switch (scene.protocol()) {
                        case IMAP -> said.tag() + " BAD cancelled\r\n";
                        case POP3 -> "-ERR cancelled\r\n";
                        case SMTP -> "501 5.5.2 cancelled\r\n";
                    });
        }
    }

    private void noteWhetherItWorked(Said said) {
        boolean good = lastSaid.startsWith("+OK")
                || lastSaid.startsWith(said.tag() + " OK")
                || lastSaid.startsWith("235")
                || lastSaid.startsWith("250");
        boolean telling = !said.isHarmless()
                && !said.word().equals("USER")
                && !said.word().equals("MAIL");
        if (peer.isOverTls() && good && telling) {
            witness.worked();
        }
    }

    /* What the scenario says. */

    private void perform(List<Step> steps, Optional<Said> command) {
        for (Step step : steps) {
            if (over) {
                return;
            }
            if (step instanceof Step.Say say) {
                say(say, command);
            } else {
                flush();
                if (step instanceof Step.Event event) {
                    happen(event, command);
                } else if (!peer.isOverTls()) {
                    shake();
                }
            }
        }
        flush();
    }

    private void say(Step.Say say, Optional<Said> command) {
        String octets = scene.words().fill(say.octets(), command) + (say.endsLine() ? CRLF : "");
        if (say.pastTls()) {
            peer.sayInClear(octets);
            return;
        }
        segment.append(octets);
        if (say.endsSegment()) {
            flush();
        }
    }

    private void flush() {
        String octets = segment.toString();
        segment.setLength(0);
        say(octets);
    }

    private void say(String octets) {
        if (!octets.isEmpty()) {
            peer.say(octets);
            String[] lines = octets.split(CRLF);
            lastSaid = lines.length == 0 ? "" : lines[lines.length - 1];
        }
    }

    private void happen(Step.Event event, Optional<Said> command) {
        switch (event) {
            case AS_USUAL -> command.ifPresent(this::answerAsUsual);
            case WITHHOLD -> withhold();
            case CLOSE_NOTIFY -> peer.closeNotify();
            case NOTHING -> listen();
            case KEY_UPDATE -> renewKeys(TLS_1_3);
            case HELLO_REQUEST -> renewKeys(TLS_1_2);
            case ONCE_IT_SPEAKS -> peer.isSilent(scene.patience());
            case FIN -> peer.fin();
            case CLOSE -> {
                if (peer.isOverTls()) {
                    peer.closeNotify();
                }
                over = true;
            }
            case CUT -> over = true;
            case ALERT, HANG_UP, STALL, STAY_IN_CLEAR, TLS_1_0, TLS_1_1 -> {
                new BrokenTls(scene, peer).instead(event);
                over = true;
            }
        }
    }

    private void renewKeys(String version) {
        if (isOver(version)) {
            peer.askForNewKeys();
        }
    }

    private boolean isOver(String version) {
        return peer.isOverTls() && engine.getSession().getProtocol().equals(version);
    }

    /** Whoever begins TLS now would wait for ever, and so should we. */
    private void listen() {
        Heard heard = peer.line(scene.moment());
        if (!peer.isOverTls() && isHello(peer.unread())) {
            over = true;
        } else if (heard instanceof Heard.Line) {
            next = Optional.of(heard);
        }
    }

    /** Whoever goes on without an answer has taken something else for it. */
    private void withhold() {
        if (next.isPresent()) {
            // It went on before what was said last, and so not because of it.
            over = true;
            return;
        }
        Heard heard = peer.line(scene.moment());
        if (!peer.isOverTls() && (heard instanceof Heard.Line line && isHello(line.text()) || isHello(peer.unread()))) {
            witness.slip("it begins TLS although it has no answer", Step.Event.WITHHOLD.toString());
        } else if (heard instanceof Heard.Ended ended && ended.how() == Heard.How.CLEARTEXT) {
            end(ended);
        } else if (heard instanceof Heard.Line line && isProgress(line.text())) {
            witness.fault(
                    "it goes on with “" + Said.of(scene.protocol(), line.text()) + "” although it has no answer",
                    Step.Event.WITHHOLD.toString());
        }
        over = true;
    }

    private boolean isProgress(String line) {
        boolean isAlert = !peer.isOverTls() && isRecord(line);
        return !isAlert && !Said.of(scene.protocol(), line).givesUp();
    }

    private static boolean isHello(String octets) {
        return !octets.isEmpty() && octets.charAt(0) == 22;
    }

    /* TLS. */

    private void shake() {
        Instant begun = Instant.now();
        Handshake handshake = handshake();
        if (!handshake.isDone()) {
            new BrokenTls(scene, peer).failed(handshake);
            over = true;
            return;
        }
        witness.cameOverTls();
        good = goodServer(new Channel.Tls(TlsFacts.of(engine, begun)));
        part = meeting.tls();
        isFirst = true;
        String greeting = good.said();
        if (!part.opening().isEmpty()) {
            perform(part.opening(), Optional.empty());
        } else if (scene.mode() == Mode.IMPLICIT) {
            say(greeting);
        }
    }

    /** In TLS 1.2 the client waits for the end of the handshake, so only a greeting can be said with it. */
    private Handshake handshake() {
        if (!meeting.handshake().atOnce()) {
            return peer.handshake();
        }
        Handshake handshake = peer.handshakeKeepingLastFlight();
        if (scene.mode() == Mode.STARTTLS && handshake.isDone() && !isOver(TLS_1_3)) {
            peer.sendLastFlight();
        }
        return handshake;
    }
}
