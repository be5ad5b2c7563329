package starfall.component;

import com.artemis.Component;

public class Label extends Component implements Stateful {
    public String text = "";

    public Label() {}

    public Label(String text) {
        this.text = text;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(text);
    }
}
