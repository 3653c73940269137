from townline.adapters.simulator.process import main

main()
