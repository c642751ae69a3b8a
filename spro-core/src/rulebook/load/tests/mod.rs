mod built_in;
