package mailtls.conformance.suite.mutants;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.connection.Effect;
import mailtls.connection.Endpoint;
import mailtls.wire.Ascii;

/** Tells over TLS what the client called itself in clear. */
final class RemembersTheClient extends EndpointWrapper {

    private static final Pattern NAME = Pattern.compile("ID \\(\"name\" (\"\\w+\")\\)");

    private String name = "NIL";

    RemembersTheClient(Endpoint right) {
        super(right);
    }

    @Override
    public List<Effect> received(ByteBuffer octets) {
        Matcher matcher = NAME.matcher(Ascii.text(octets));
        if (matcher.find()) {
            name = matcher.group(1);
        }
        return super.received(octets).stream().map(this::changed).toList();
    }

    private Effect changed(Effect effect) {
        String right = words(effect);
        String wrong = right.replaceFirst("(?m)^\\* ID ", "* ID (\"peer\" " + name + ") ");
        return right.equals(wrong) ? effect : says(wrong);
    }
}
