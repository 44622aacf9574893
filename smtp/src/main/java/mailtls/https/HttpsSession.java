package mailtls.https;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mailtls.client.Call;
import mailtls.client.ClientDialect;
import mailtls.client.Failure;
import mailtls.client.Request;
import mailtls.machine.Command;
import mailtls.machine.Parsed;
import mailtls.machine.Refusal;
import mailtls.machine.Reply;
import mailtls.wire.Ascii;
import mailtls.wire.Input;

/** One question to a web server, and its answer. */
final class HttpsSession implements ClientDialect {

    private final Call<HttpsAnswer, HttpsAnswer> call;
    private final String host;
    private final String path;
    private final int longest;

    HttpsSession(Call<HttpsAnswer, HttpsAnswer> call, String host, String path, int longest) {
        this.call = call;
        this.host = host;
        this.path = path;
        this.longest = longest;
    }

    @Override
    public Call<HttpsAnswer, HttpsAnswer> call() {
        return call;
    }

    /** The client speaks first. */
    @Override
    public Reply greeting() {
        String head = String.join(
                "\r\n",
                "GET " + path + " HTTP/1.1",
                "Host: " + host,
                "User-Agent: mailtls",
                "Accept: text/plain",
                "Connection: close",
                "",
                "");
        return Request.octets(List.of(ByteBuffer.wrap(Ascii.octets(head))), "GET https://" + host + path);
    }

    @Override
    public Reply reopening() {
        return greeting();
    }

    Reply answered(HttpsAnswer answer) {
        call.handOver(answer);
        return Reply.NONE;
    }

    @Override
    public int longestLine() {
        return AnswerSyntax.LONGEST_LINE;
    }

    @Override
    public Parsed parse(Input input, Function<Class<? extends Command>, Optional<Refusal>> refusal) {
        return AnswerSyntax.begin(input, longest, this::broken);
    }

    private Parsed broken(String what) {
        call.fail(Failure.NOT_THE_PROTOCOL, what);
        return new Parsed.Malformed(Reply.NONE);
    }
}
